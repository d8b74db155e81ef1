/** Exports: how fast, at which latency, with how many pages in flight. */

import type { Cell, Plot, Spread } from "../../../tasks/performance/results.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import { PAGE, type Reader, startReader } from "../readers/reader.ts";
import { sandboxProcess } from "../sandbox_process.ts";
import type { ExportAnswer, ExportCommand } from "../workers/export_worker.ts";
import { startWorker, type Worker } from "../workers/worker.ts";
import { NOTHING, type Part } from "./part.ts";

const LATENCIES = [0, 40, 50, 150] as const;
const IN_FLIGHT = [1, 2, 4, 8, 16] as const;
const MOST = 100_000;

type Exporter = Worker<ExportCommand, ExportAnswer>;

/** One way to read, at one latency. */
interface Run {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

type Runs = ReadonlyMap<string, readonly Run[]>;

async function throughGramjs(reader: Reader, pages: number): Promise<Run> {
  const { cpuMs, ms } = await reader.ask({ chat: "tgtk_big", read: "downward", pages });
  const seconds = ms.reduce((sum, each) => sum + each, 0) / 1000;
  return { perSecond: pages * PAGE / seconds, cpuMicros: cpuMs * 1000 / PAGE };
}

/** About as many pages as an export has time for. */
function pagesWithin(seconds: number, latency: number): number {
  return Math.ceil(seconds * 1000 / (latency + 8));
}

async function measureAt(latency: number, rounds: number, seconds: number): Promise<Runs> {
  await using sandbox = await sandboxProcess(latency);
  await using gramjs = await startReader("gramjs", sandbox.ready);
  await using exporter: Exporter = await startWorker("tests/bench/workers/export_worker.ts", [
    JSON.stringify(sandbox.ready),
  ]);
  // The first runs are the compiler's.
  await exporter.ask({ inFlight: 8, messages: MOST / 2, seconds });
  await throughGramjs(gramjs, pagesWithin(seconds / 2, latency));
  const exporting = IN_FLIGHT.map((inFlight) =>
    [String(inFlight), () => exporter.ask({ inFlight, messages: MOST, seconds })] as const
  );
  const reading = () => throughGramjs(gramjs, pagesWithin(seconds, latency));
  const runs = await alternate<string, Run>(rounds, {
    GramJS: reading,
    ...Object.fromEntries(exporting),
  });
  return new Map(Object.entries(runs));
}

const rates = (runs: readonly Run[]) => runs.map(({ perSecond }) => perSecond);

function rowsOf(latency: number, runs: Runs): readonly (readonly Cell[])[] {
  const beside = rates(runs.get("GramJS")!);
  return ["GramJS", ...IN_FLIGHT.map(String)].map((name) => {
    const own = runs.get(name)!;
    return [
      `${latency} ms`,
      name === "GramJS" ? "GramJS alone, one after the other" : `export, ${name} in flight`,
      spreadOf(rates(own)),
      name === "GramJS" ? NOTHING : ratios(rates(own), beside),
      spreadOf(own.map(({ cpuMicros }) => cpuMicros)),
    ];
  });
}

function plotOf(found: ReadonlyMap<number, Runs>): Plot {
  return {
    name: "export",
    title: "Exports: messages a second",
    x: { label: "pages in flight", scale: "log" },
    y: { label: "messages a second, median", scale: "log" },
    series: [...found].map(([latency, runs]) => ({
      name: `${latency} ms`,
      points: IN_FLIGHT.map((x) => [x, spreadOf(rates(runs.get(String(x))!)).median] as const),
    })),
  };
}

function speedUp(found: ReadonlyMap<number, Runs>, latency: number, beside: string): Spread {
  const runs = found.get(latency)!;
  return ratios(rates(runs.get("16")!), rates(runs.get(beside)!));
}

export const EXPORTING: Part = {
  title: "Exports",
  about: "`@tgtk_big` is exported by the engine over its connection to the sandbox, masking off, " +
    "into memory, until there are 100,000 messages or the time of a run is over. In turns with it, " +
    "in a process of its own, GramJS's `TelegramClient` reads the same messages with " +
    "`iterMessages`. Processor time is that of the reading process alone.",
  async measure({ isQuick }) {
    const found = new Map<number, Runs>();
    for (const latency of LATENCIES) {
      found.set(latency, await measureAt(latency, isQuick ? 1 : 5, isQuick ? 0.5 : 2));
    }
    return {
      targets: [{
        what:
          "Export at 0 ms, 16 pages in flight, beside GramJS's own decoding one after the other",
        bound: "at least",
        value: 2,
        unit: "times",
        measured: speedUp(found, 0, "GramJS").median,
      }, {
        what: "Export at 50 ms, 16 pages in flight, beside one page in flight",
        bound: "at least",
        value: 8,
        unit: "times",
        measured: speedUp(found, 50, "1").median,
      }],
      tables: [{
        columns: [
          "latency",
          "reader",
          "messages/s",
          "times GramJS",
          "processor time, µs a message",
        ],
        rows: [...found].flatMap(([latency, runs]) => rowsOf(latency, runs)),
      }],
      plots: [plotOf(found)],
    };
  },
};
