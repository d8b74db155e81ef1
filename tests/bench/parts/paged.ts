/** A long history, page by page. */

import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import { PAGE, type ReaderAnswer } from "../readers/reader.ts";
import { withReaders } from "../readers/readers.ts";
import { NOTHING, type Part } from "./part.ts";

const MESSAGES = 10_000;
const LATENCIES = [0, 40] as const;

const seconds = (runs: readonly ReaderAnswer[]) =>
  runs.map(({ ms }) => ms.reduce((sum, each) => sum + each, 0) / 1000);

async function readAll(latency: number, messages: number, rounds: number) {
  const command = { chat: "tgtk_big", read: "downward", pages: messages / PAGE } as const;
  return await withReaders(latency, async ({ gramjs, mcp, mtcute }) => {
    for (const reader of [gramjs, mcp, mtcute]) await reader.ask({ ...command, pages: 20 });
    return await alternate(rounds, {
      "tgtk, over MCP": () => mcp.ask(command),
      "GramJS alone, `iterMessages`": () => gramjs.ask(command),
      "mtcute alone": () => mtcute.ask(command),
    });
  });
}

export const PAGED: Part = {
  title: "10,000 messages, page by page",
  about:
    "The newest 10,000 messages of `@tgtk_big` in pages of 100, each asked for behind the one " +
    "before: over MCP with the cursor of the last answer, with GramJS as `iterMessages` does it. " +
    "Seconds for all of them.",
  async measure({ isQuick }) {
    const rows = [];
    for (const latency of LATENCIES) {
      const runs = await readAll(latency, isQuick ? 500 : MESSAGES, isQuick ? 1 : 5);
      const beside = seconds(runs["GramJS alone, `iterMessages`"]);
      for (const [name, answers] of Object.entries(runs)) {
        const isBeside = name.startsWith("GramJS");
        const ratio = isBeside ? NOTHING : ratios(seconds(answers), beside);
        rows.push([`${latency} ms`, name, spreadOf(seconds(answers)), ratio]);
      }
    }
    return {
      targets: [],
      tables: [{ columns: ["latency", "reader", "s", "times GramJS"], rows }],
      plots: [],
    };
  },
};
