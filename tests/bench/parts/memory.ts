/** How much memory the program holds while it exports a million messages. */

import manifest from "../../../deno.json" with { type: "json" };
import type { Cell, Plot } from "../../../tasks/performance/results.ts";
import { bigDateAt } from "../../../src/sandbox/world/sample/big/big_frame.ts";
import { accountOf } from "../../e2e/in_process.ts";
import { start } from "../../e2e/program.ts";
import { connectStdio } from "../../e2e/stdio_client.ts";
import { type Sample, watchProcess } from "../measure/watch_process.ts";
import { crowdedSandbox } from "../sandbox_process.ts";
import { NOTHING, type Part } from "./part.ts";

const CHAT = "@tgtk_big";
const ALL = 1_000_000;
const SENDERS = 50_000;
const MOST_MB = 200;

type Env = Readonly<Record<string, string>>;

/** One whole export by the program. */
interface Run {
  readonly messages: number;
  readonly samples: readonly Sample[];
}

/** A task's command, allowed to reach the sandbox wherever it listens. */
function argsOf(command: string): readonly string[] {
  return command.split(" ").slice(1).map((arg) => arg.startsWith("-P=") ? "-A" : arg);
}

/** The day on which the newest so many messages begin, or a little before. */
function dayOf(messages: number): string {
  return new Date(bigDateAt(ALL - messages) * 1000).toISOString().slice(0, 10);
}

async function byCommand(env: Env, dir: string, from: string): Promise<Run> {
  const file = `${dir}/big.ndjson`;
  const command = argsOf(manifest.tasks.export.command);
  await using program = start([...command, CHAT, "--out", file, "--from", from], env);
  const end = watchProcess(program.pid);
  const { code, err } = await program.ended();
  const samples = end();
  if (code !== 0) throw new Error(`Cannot export: ${err}`);
  const { messages } = JSON.parse(await Deno.readTextFile(`${file}.manifest.json`));
  return { messages, samples };
}

/** A call ends after 45 s at most; the next one goes on. */
async function byTool(env: Env, dir: string, from: string): Promise<Run> {
  const args = { chat: CHAT, from_date: from };
  const command = argsOf(manifest.tasks["start:http"].command.replace(" --http", ""));
  await using program = start(command, { ...env, TGTK_EXPORT_DIR: dir });
  const { call } = await connectStdio(program);
  const end = watchProcess(program.pid);
  for (;;) {
    const answer = await call("tg_export_history", args);
    const made = answer.structuredContent?.export;
    if (made?.complete) return { messages: made.messages, samples: end() };
    if (made?.reason !== "time_limit") throw new Error(`Cannot export: ${JSON.stringify(answer)}`);
  }
}

/** A folder of its own for each run. */
async function inFolder(work: (dir: string) => Promise<Run>): Promise<Run> {
  const dir = await Deno.makeTempDir({ prefix: "tgtk_bench_" });
  try {
    return await work(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** Of a run at the share of its way: 0 to 1. */
function sampleAt({ samples }: Run, share: number): number {
  return samples[Math.floor(share * (samples.length - 1))]?.megabytes ?? NaN;
}

const highest = ({ samples }: Run) => Math.max(...samples.map(({ megabytes }) => megabytes));

function rowOf(name: string, run: Run): readonly Cell[] {
  const last = run.samples.at(-1);
  if (last === undefined) return [name, run.messages, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];
  return [
    name,
    run.messages,
    run.messages / last.second,
    last.cpuSeconds * 1e6 / run.messages,
    sampleAt(run, 0.25),
    sampleAt(run, 0.75),
    highest(run),
  ];
}

function plotOf(runs: ReadonlyMap<string, Run>): Plot {
  return {
    name: "memory",
    title: "Memory while a million messages are exported",
    x: { label: "seconds since the start", scale: "linear" },
    y: { label: "resident, MB", scale: "linear" },
    series: [...runs].map(([name, { samples }]) => ({
      name,
      points: thinned(samples).map(({ megabytes, second }) => [second, megabytes] as const),
    })),
    bound: { label: `at most ${MOST_MB} MB`, y: MOST_MB },
  };
}

const POINTS = 60;

/** As many samples as a plot can show. */
function thinned(samples: readonly Sample[]): readonly Sample[] {
  const step = Math.max(1, Math.ceil(samples.length / POINTS));
  return samples.filter((_, at) => at % step === 0);
}

export const MEMORY: Part = {
  title: "Memory",
  about: "The program itself exports `@tgtk_big`, whose million messages are of 50,000 senders " +
    "here, at 0 ms and 16 pages in flight, personal data masked: `deno task export` into a file, " +
    "and the server by `tg_export_history` into `TGTK_EXPORT_DIR`, with V8's flags as " +
    "`deno task export` and `deno task start:http` have them. The operating system tells what is resident.",
  async measure({ isQuick }) {
    await using sandbox = await crowdedSandbox(0, SENDERS);
    const env = { ...accountOf(sandbox.ready), TGTK_LOG: "error" };
    const counts = isQuick ? [100_000] : [100_000, ALL];
    const runs = new Map<string, Run>();
    for (const count of counts) {
      const from = dayOf(count);
      const words = count === ALL ? "1,000,000" : "100,000";
      runs.set(`export, ${words}`, await inFolder((dir) => byCommand(env, dir, from)));
      runs.set(`serve, ${words}`, await inFolder((dir) => byTool(env, dir, from)));
    }
    const whole = new Map([...runs].filter(([, { messages }]) => messages === ALL));
    const targets = [...whole].map(([name, run]) => ({
      what: `Memory while 1,000,000 messages are exported (\`${name.split(",")[0]}\`)`,
      bound: "at most",
      value: MOST_MB,
      unit: "MB",
      measured: highest(run),
    } as const));
    return {
      targets,
      tables: [{
        columns: [
          "by",
          "messages",
          "messages/s, start included",
          "processor time, µs a message",
          "MB after a quarter",
          "MB after three quarters",
          "MB at most",
        ],
        rows: [...runs].map(([name, run]) => rowOf(name, run)),
      }],
      plots: isQuick ? [] : [plotOf(whole)],
    };
  },
};
