/** What MCP and HTTP cost beside the least that anything over HTTP costs. */

import { answerIn, ERAS } from "../../http/support.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import type { ServerAnswer, ServerCommand } from "../workers/http_server.ts";
import { startWorker, type Worker } from "../workers/worker.ts";
import { NOTHING, type Part } from "./part.ts";

const PER_ROUND = 2000;
/** A server runs for months: compilers are done with what is called all the time. */
const WARM_UP_ROUNDS = 12;
const AT_ONCE = 8;
const CALL = { tool: "tg_resolve_chat", args: { input: "@tgtk_news" } };

type Server = Worker<ServerCommand, ServerAnswer>;

function startServer(...args: readonly string[]): Promise<Server> {
  return startWorker("tests/bench/workers/http_server.ts", args);
}

async function post(port: number, init: RequestInit): Promise<Record<string, unknown>> {
  return await answerIn(await fetch(`http://127.0.0.1:${port}/mcp`, init));
}

/** Microseconds of the server's processor time a call; the client is this process, and not counted. */
function calls(server: Server, init: RequestInit): () => Promise<number> {
  return async () => {
    const { microseconds, port } = await server.ask({});
    let left = PER_ROUND;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await post(port, init);
    }));
    const after = await server.ask({});
    return (after.microseconds - microseconds) / PER_ROUND;
  };
}

/** Round by round. */
function less(values: readonly number[], parts: readonly number[]): readonly number[] {
  return values.map((value, round) => value - parts[round]!);
}

export const HTTP_OVERHEAD: Part = {
  title: "What HTTP costs a call",
  about:
    "A cached `tg_resolve_chat` through MCP and HTTP, metrics on, in turns with a bare `Deno.serve` " +
    "handler that parses the same request and answers the same JSON, and with the same handler that " +
    "calls the tool for its answer. What that one costs more is the tool; the layers are the whole " +
    "without the tool. Processor time of the server's process; eight calls at once come from " +
    "another process, and tens of thousands have come before the first that count.",
  async measure({ isQuick }) {
    const call = (era: keyof typeof ERAS) => ERAS[era](CALL.tool, CALL.args);
    await using ours = await startServer("ours");
    const { port } = await ours.ask({});
    await using bare = await startServer("bare", JSON.stringify(await post(port, call("2025"))));
    await using withTool = await startServer("tool", CALL.tool);
    const works = {
      "2025": calls(ours, call("2025")),
      "2026": calls(ours, call("2026")),
      withTool: calls(withTool, call("2025")),
      bare: calls(bare, call("2025")),
    };
    await alternate(isQuick ? 1 : WARM_UP_ROUNDS, works);
    const times = await alternate(isQuick ? 3 : 9, works);
    const tool = less(times.withTool, times.bare);
    const layers = {
      "2025-11-25": less(times["2025"], tool),
      "2026-07-28": less(times["2026"], tool),
    };
    const row = (name: string, values: readonly number[]) =>
      [name, spreadOf(values), ratios(values, times.bare)] as const;
    return {
      targets: Object.entries(layers).map(([revision, values]) => ({
        what: `Processor time of the layers around a cached call, revision ${revision}, beside a ` +
          "bare handler",
        bound: "at most",
        value: 3,
        unit: "times",
        measured: ratios(values, times.bare).median,
      })),
      tables: [{
        columns: ["what", "µs of processor time a call", "times bare"],
        rows: [
          ["bare handler", spreadOf(times.bare), NOTHING],
          row("whole, revision 2025-11-25", times["2025"]),
          row("whole, revision 2026-07-28", times["2026"]),
          row("bare handler with the tool", times.withTool),
          row("the tool: what that is more", tool),
          ...Object.entries(layers).map(([revision, values]) =>
            row(`layers: whole without tool, ${revision}`, values)
          ),
        ],
      }],
      plots: [],
    };
  },
};
