/** What MCP and HTTP cost beside the least that anything over HTTP costs. */

import { answerIn, ERAS } from "../../http/support.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import type { ServerAnswer, ServerCommand } from "../workers/http_server.ts";
import { startWorker, type Worker } from "../workers/worker.ts";
import { NOTHING, type Part } from "./part.ts";

const PER_ROUND = 2000;
/** A server runs for months: compilers are done with what is called all the time. */
const WARM_UP_ROUNDS = 8;
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

export const HTTP_OVERHEAD: Part = {
  title: "What HTTP costs a call",
  about:
    "A cached `tg_resolve_chat` over HTTP, metrics on, in turns with a bare `Deno.serve` handler that " +
    "parses the same request and answers the same JSON. The layers are all of ours around a tool " +
    "whose answer is ready; the whole has the tool itself, which looks up, masks and fences; the bare " +
    "handler with the tool shows what that costs without layers. Processor time of the server's " +
    "process; eight calls at once come from another process, and tens of thousands have come before " +
    "the first that count.",
  async measure({ isQuick }) {
    const call = (era: keyof typeof ERAS) => ERAS[era](CALL.tool, CALL.args);
    await using whole = await startServer("whole");
    const { port } = await whole.ask({});
    const answer = JSON.stringify(await post(port, call("2025")));
    await using layers = await startServer("layers", answer);
    await using tool = await startServer("tool", CALL.tool);
    await using bare = await startServer("bare", answer);
    const works = {
      bare: calls(bare, call("2025")),
      tool: calls(tool, call("2025")),
      layers2025: calls(layers, call("2025")),
      layers2026: calls(layers, call("2026")),
      whole2025: calls(whole, call("2025")),
      whole2026: calls(whole, call("2026")),
    };
    await alternate(isQuick ? 1 : WARM_UP_ROUNDS, works);
    const times = await alternate(isQuick ? 3 : 9, works);
    const row = (name: string, values: readonly number[]) =>
      [name, spreadOf(values), ratios(values, times.bare)] as const;
    return {
      targets: ([["2025-11-25", times.layers2025], ["2026-07-28", times.layers2026]] as const)
        .map(([revision, values]) => ({
          what:
            `Processor time of the layers around a cached call, revision ${revision}, beside a ` +
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
          row("bare handler with the tool", times.tool),
          row("layers, revision 2025-11-25", times.layers2025),
          row("layers, revision 2026-07-28", times.layers2026),
          row("whole, revision 2025-11-25", times.whole2025),
          row("whole, revision 2026-07-28", times.whole2026),
        ],
      }],
      plots: [],
    };
  },
};
