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
const NAME = "tg_resolve_chat";

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

/** The tools with an answer that is ready: what is left of a call is its way. */
async function readyTools(tools: readonly Tool[], args: Record<string, unknown>) {
  const tool = tools.find(({ definition }) => definition.name === NAME)!;
  const outcome = await tool.handle({
    arguments: args,
    signal: new AbortController().signal,
    principal: "local",
    report: () => {},
    tell: () => {},
  });
  return tools.map((each) => ({ ...each, handle: () => Promise.resolve(outcome) }));
}

/** The server with the sample world, in this process. */
async function demo() {
  const { config } = checkConfig({}, []);
  const toolkit = await wireDemo(config!, {}, fakeIo(), { metrics: true });
  if ("error" in toolkit) throw new Error(`Cannot measure: ${toolkit.error}`);
  const { parts } = toolkit;
  const handlerOf = (tools: readonly Tool[]) =>
    httpHandler(deps({
      parts: { ...parts, tools },
      newServer: (limited, principal) => protocolServer({ ...parts, tools: limited, principal }),
      clock: Date.now,
    }));
  return { toolkit, handlerOf };
}

export const HTTP_OVERHEAD: Part = {
  title: "What HTTP costs a call",
  about:
    "A cached `tg_resolve_chat` through the layers of MCP and HTTP, metrics on, in turns with a " +
    "bare `Deno.serve` handler that parses the same request and answers the same JSON: once to a " +
    "tool whose answer is ready, and once to the tool itself, which masks and fences. Processor " +
    "time of the process, the client in it included.",
  async measure({ isQuick }) {
    const { handlerOf, toolkit } = await demo();
    const { tools } = toolkit.parts;
    const args = { input: "@tgtk_news" };
    const call = (era: keyof typeof ERAS) => ERAS[era](NAME, args);
    await using whole = serve(handlerOf(tools));
    await using layers = serve(handlerOf(await readyTools(tools, args)));
    const answer = await post(whole, call("2025")) as Record<string, unknown>;
    await using bare = serve(async (request) => {
      const { id } = await request.json();
      return Response.json({ ...answer, id });
    });
    const works = {
      "the layers, revision 2025-11-25": calls(layers, call("2025")),
      "the layers, revision 2026-07-28": calls(layers, call("2026")),
      "with the tool, 2025-11-25": calls(whole, call("2025")),
      "with the tool, 2026-07-28": calls(whole, call("2026")),
      "bare handler": calls(bare, call("2025")),
    };
    // The first rounds are the compiler's.
    await alternate(2, works);
    const times = await alternate(isQuick ? 3 : 9, works);
    await toolkit.close();
    return {
      targets: Object.entries(times).slice(0, 2).map(([name, values]) => ({
        what: `Processor time of a cached call through ${name}, beside a bare handler`,
        bound: "at most",
        value: 3,
        unit: "times",
        measured: ratios(values, times["bare handler"]).median,
      })),
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
