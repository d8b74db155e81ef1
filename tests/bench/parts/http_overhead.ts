/** What MCP and HTTP cost beside the least that anything over HTTP costs. */

import process from "node:process";
import { wireDemo } from "../../../src/cli/wire.ts";
import { checkConfig } from "../../../src/config.ts";
import { httpHandler } from "../../../src/http/handler.ts";
import { protocolServer } from "../../../src/mcp/server.ts";
import type { Tool } from "../../../src/tools/tool.ts";
import { fakeIo } from "../../cli/fake_io.ts";
import { answerIn, deps, ERAS } from "../../http/support.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import { NOTHING, type Part } from "./part.ts";

const PER_ROUND = 1000;
const AT_ONCE = 8;

type Server = Deno.HttpServer<Deno.NetAddr>;

function serve(handle: Deno.ServeHandler): Server {
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handle);
}

async function post(server: Server, init: RequestInit): Promise<unknown> {
  return await answerIn(await fetch(`http://127.0.0.1:${server.addr.port}/mcp`, init));
}

/** Microseconds of processor time for each of many times. */
async function microsecondsEach(times: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** The client is in this process, for all alike. */
function calls(server: Server, init: RequestInit): () => Promise<number> {
  return () =>
    microsecondsEach(PER_ROUND, async () => {
      let left = PER_ROUND;
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await post(server, init);
      }));
    });
}

function callsOf(tool: Tool, args: Record<string, unknown>): () => Promise<number> {
  const call = {
    arguments: args,
    signal: new AbortController().signal,
    principal: "local",
    report: () => {},
    tell: () => {},
  };
  return () =>
    microsecondsEach(PER_ROUND, async () => {
      for (let left = PER_ROUND; left > 0; left--) await tool.handle(call);
    });
}

/** The server with the sample world, in this process. */
async function demo() {
  const { config } = checkConfig({}, []);
  const toolkit = await wireDemo(config!, {}, fakeIo(), { metrics: true });
  if ("error" in toolkit) throw new Error(`Cannot measure: ${toolkit.error}`);
  const { parts } = toolkit;
  const handler = httpHandler(deps({
    parts,
    newServer: (tools, principal) => protocolServer({ ...parts, tools, principal }),
    clock: Date.now,
  }));
  return { toolkit, handler };
}

export const HTTP_OVERHEAD: Part = {
  title: "What HTTP costs a call",
  about: "A cached `tg_resolve_chat` through the whole layer, metrics on, in turns with a bare " +
    "`Deno.serve` handler that parses the same request and answers the same JSON, and with the tool " +
    "alone. Processor time of the process, the client in it included.",
  async measure({ isQuick }) {
    const { handler, toolkit } = await demo();
    const args = { input: "@tgtk_news" };
    const call = (era: keyof typeof ERAS) => ERAS[era]("tg_resolve_chat", args);
    await using real = serve(handler);
    const answer = await post(real, call("2025")) as Record<string, unknown>;
    await using bare = serve(async (request) => {
      const { id } = await request.json();
      return Response.json({ ...answer, id });
    });
    const tool = toolkit.parts.tools.find(({ definition }) =>
      definition.name === "tg_resolve_chat"
    )!;
    const works = {
      "`/mcp`, revision 2025-11-25": calls(real, call("2025")),
      "`/mcp`, revision 2026-07-28": calls(real, call("2026")),
      "bare handler": calls(bare, call("2025")),
      "the tool itself, without the way": callsOf(tool, args),
    };
    // The first rounds are the compiler's.
    await alternate(2, works);
    const times = await alternate(isQuick ? 3 : 9, works);
    await toolkit.close();
    return {
      targets: [],
      tables: [{
        columns: ["what", "µs of processor time a call", "times bare"],
        rows: Object.entries(times).map(([name, values]) => [
          name,
          spreadOf(values),
          name === "bare handler" ? NOTHING : ratios(values, times["bare handler"]),
        ]),
      }],
      plots: [],
    };
  },
};
