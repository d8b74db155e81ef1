/** A page of 100 messages, beside what others make of the same call. */

import type { Cell, Plot, Spread, Target } from "../../../tasks/performance/results.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { percentile, spreadOf } from "../measure/spread.ts";
import { type ReaderAnswer, type ReaderName, READERS } from "../readers/reader.ts";
import { withReaders } from "../readers/readers.ts";
import { callsOfPage } from "./page_calls.ts";
import { NOTHING, type Part } from "./part.ts";

const CHAT = "tgtk_big";

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

/** How many pages come before the first round, and how many rounds there are. */
interface Plan {
  readonly warmUp: number;
  readonly rounds: number;
  readonly pages: number;
}

/** The compiler needs some hundred pages. */
function planFor(latency: number, isQuick: boolean): Plan {
  const isClose = latency === 0;
  const pages = isClose ? 20 : 5;
  if (isQuick) return { warmUp: isClose ? 100 : 5, rounds: 2, pages };
  return { warmUp: isClose ? 200 : 40, rounds: latency === 150 ? 9 : 25, pages };
}

async function readPages(latency: number, { pages, rounds, warmUp }: Plan): Promise<Runs> {
  const command = { chat: CHAT, read: "newest", pages } as const;
  return await withReaders(latency, async (readers) => {
    for (const name of READERS) await readers[name].ask({ ...command, pages: warmUp });
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

function callsTarget(measured: number): Target {
  const what = "Telegram calls for a page of 100 messages over MCP";
  return { what, bound: "exactly", value: 1, unit: "calls", measured };
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
    "a round is the median of its pages. Telegram's calls are counted apart, by the sandbox's trace.",
  async measure({ isQuick }) {
    const found = new Map<number, Runs>();
    for (const [latency] of LATENCIES) {
      found.set(latency, await readPages(latency, planFor(latency, isQuick)));
    }
    const targets = LATENCIES.flatMap(([latency, value]) => {
      const { gramjs, mcp } = found.get(latency)!;
      return value === undefined
        ? []
        : [targetOf(latency, value, ratios(medians(mcp), medians(gramjs)))];
    });
    const calls = await callsOfPage(CHAT);
    return {
      targets: [...targets, callsTarget(calls.mcp)],
      tables: [{
        columns: ["latency", "reader", "ms a page", "times GramJS", "processor time, ms"],
        rows: [...found].flatMap(([latency, runs]) => rowsOf(latency, runs)),
      }, {
        columns: ["reader", "Telegram calls a page"],
        rows: READERS.map((name) => [NAMES[name], calls[name]]),
      }],
      plots: [plotOf(found)],
    };
  },
};
