/** A page of 100 messages, beside what others make of the same call. */

import type { Cell, Plot, Spread, Target } from "../../../tasks/performance/results.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { percentile, spreadOf } from "../measure/spread.ts";
import {
  type ReaderAnswer,
  type ReaderCommand,
  type ReaderName,
  READERS,
} from "../readers/reader.ts";
import { withReaders } from "../readers/readers.ts";
import { NOTHING, type Part } from "./part.ts";

/** Each with what the page may take at most beside GramJS. */
const LATENCIES = [[0, 1.25], [40, 1.03], [150, undefined]] as const;

const NAMES: Readonly<Record<ReaderName, string>> = {
  mcp: "tgtk, over MCP",
  plain_mcp: "least MCP server on GramJS",
  gramjs: "GramJS alone",
  mtcute: "mtcute alone",
};

type Runs = Readonly<Record<ReaderName, readonly ReaderAnswer[]>>;

const medians = (runs: readonly ReaderAnswer[]) => runs.map(({ ms }) => percentile(ms, 0.5));

async function readPages(latency: number, command: ReaderCommand, rounds: number): Promise<Runs> {
  return await withReaders(latency, async (readers) => {
    // The compiler needs some hundred pages.
    for (const name of READERS) {
      await readers[name].ask({ ...command, pages: latency === 0 ? 100 : 20 });
    }
    const ask = (name: ReaderName) => () => readers[name].ask(command);
    return await alternate(rounds, {
      mcp: ask("mcp"),
      plain_mcp: ask("plain_mcp"),
      gramjs: ask("gramjs"),
      mtcute: ask("mtcute"),
    });
  });
}

function rowsOf(latency: number, runs: Runs): readonly (readonly Cell[])[] {
  return READERS.map((name) => [
    `${latency} ms`,
    NAMES[name],
    spreadOf(medians(runs[name])),
    name === "gramjs" ? NOTHING : ratios(medians(runs[name]), medians(runs.gramjs)),
    spreadOf(runs[name].map(({ cpuMs }) => cpuMs)),
  ]);
}

function targetOf(latency: number, value: number, ratio: Spread): Target {
  return {
    what: `A page of 100 messages over MCP at ${latency} ms, beside GramJS alone`,
    bound: "at most",
    value,
    unit: "times",
    measured: ratio.median,
  };
}

function plotOf(found: ReadonlyMap<number, Runs>): Plot {
  return {
    name: "page",
    title: "A page of 100 messages",
    x: { label: "latency of Telegram, ms", scale: "linear" },
    y: { label: "ms a page, median", scale: "linear" },
    series: READERS.map((name) => ({
      name: NAMES[name],
      points: [...found].map(([x, runs]) => [x, spreadOf(medians(runs[name])).median] as const),
    })),
  };
}

export const PAGE_OF_100: Part = {
  title: "A page of 100 messages",
  about:
    "The newest 100 messages of `@tgtk_big`, again and again: milliseconds from the question " +
    "to the answer, and the processor time of all processes that the reader consists of. Over MCP " +
    "it is the whole program, masking included, asked over stdio by the SDK's client, which checks " +
    "answers against the schema. The least server is the SDK's own with one tool that calls " +
    "`getMessages` and masks nothing. All read one sandbox in turns, each in a process of its own; " +
    "a round is the median of its pages.",
  async measure({ isQuick }) {
    const found = new Map<number, Runs>();
    for (const [latency] of LATENCIES) {
      const pages = latency === 0 ? 40 : 10;
      const command = { chat: "tgtk_big", read: "newest", pages } as const;
      found.set(latency, await readPages(latency, command, isQuick ? 2 : 9));
    }
    const targets = LATENCIES.flatMap(([latency, value]) => {
      const { gramjs, mcp } = found.get(latency)!;
      return value === undefined
        ? []
        : [targetOf(latency, value, ratios(medians(mcp), medians(gramjs)))];
    });
    return {
      targets,
      tables: [{
        columns: ["latency", "reader", "ms a page", "times GramJS", "processor time, ms"],
        rows: [...found].flatMap(([latency, runs]) => rowsOf(latency, runs)),
      }],
      plots: [plotOf(found)],
    };
  },
};
