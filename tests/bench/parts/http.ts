/** Many clients at once over HTTP, on one account. */

import type { Cell, Plot, Target } from "../../../tasks/performance/results.ts";
import { accountOf } from "../../e2e/in_process.ts";
import { serve } from "../../e2e/served.ts";
import { sandboxProcess } from "../sandbox_process.ts";
import type { HttpAnswer, HttpCommand } from "../workers/http_clients.ts";
import { startWorker, type Worker } from "../workers/worker.ts";
import { percentile, spreadOf } from "../measure/spread.ts";
import type { Part, Size } from "./part.ts";

const LATENCY_MS = 40;
const CLIENTS = [1, 10, 100, 1000] as const;
const STEADY = [1, 10, 50, 100] as const;
const STEADY_QUICKLY = [10, 100] as const;
/** Calls a second that are to be sustained; a hundred clients offer some more. */
const SUSTAINED = 50;
const PER_CLIENT = 0.55;

type Clients = Worker<HttpCommand, HttpAnswer>;
type Call = Pick<HttpCommand, "tool" | "args">;

const CACHED: Call = { tool: "tg_resolve_chat", args: { input: "@tgtk_big" } };
const READING: Call = { tool: "tg_fetch_history", args: { chat: "@tgtk_chat", page_size: 100 } };

/** What the operator of a busy server sets. */
const RATES = { TGTK_RATE_PER_MINUTE: "1000000", TGTK_RATE_BURST: "1000000" };

async function withClients<Outcome>(doIt: (clients: Clients) => Promise<Outcome>) {
  await using sandbox = await sandboxProcess(LATENCY_MS);
  const env = { ...accountOf(sandbox.ready), ...RATES, TGTK_LOG: "error" };
  await using server = await serve([], { ...env, TGTK_LOG: "info" });
  await using clients: Clients = await startWorker("tests/bench/workers/http_clients.ts", [
    server.url,
  ]);
  return await doIt(clients);
}

async function measured(
  clients: Clients,
  command: HttpCommand,
  runs: number,
): Promise<readonly HttpAnswer[]> {
  const answers: HttpAnswer[] = [];
  for (let run = 0; run < runs; run++) {
    answers.push(await clients.ask(command));
  }
  return answers;
}

type Runs = readonly (readonly [clients: number, answers: readonly HttpAnswer[]])[];

async function eager(clients: Clients, call: Call, seconds: number, runs: number): Promise<Runs> {
  const found = [];
  for (const count of CLIENTS) {
    const command = { ...call, clients: count, seconds };
    found.push([count, await measured(clients, command, runs)] as const);
  }
  return found;
}

/** Each client calls at its own pace, however many there are. */
async function steady(clients: Clients, { isQuick }: Size, runs: number): Promise<Runs> {
  const [counts, seconds] = isQuick ? [STEADY_QUICKLY, 4] : [STEADY, 10];
  const found = [];
  for (const count of counts) {
    const command = { ...READING, clients: count, perSecond: count * PER_CLIENT, seconds };
    found.push([count, await measured(clients, command, runs)] as const);
  }
  return found;
}

function rowsOf(name: string, runs: Runs): readonly (readonly Cell[])[] {
  return runs.map(([clients, answers]) => {
    const of = (field: "perSecond" | "p50" | "p95" | "p99") =>
      spreadOf(answers.map((answer) => answer[field]));
    const failed = answers.reduce((sum, answer) => sum + answer.failed, 0);
    return [name, clients, of("perSecond"), of("p50"), of("p95"), of("p99"), failed];
  });
}

const median = (runs: Runs, clients: number, field: "perSecond" | "p95") =>
  spreadOf(runs.find(([count]) => count === clients)![1].map((answer) => answer[field])).median;

function targetsOf(runs: Runs): readonly Target[] {
  const perSecond = median(runs, 100, "perSecond");
  const beside = median(runs, 10, "perSecond");
  return [{
    what:
      "Calls a second that 100 clients of one account are answered, 100 messages each, at 40 ms",
    bound: "at least",
    value: SUSTAINED,
    unit: "a second",
    measured: perSecond,
  }, {
    what: "p95 of these calls",
    bound: "at most",
    value: 500,
    unit: "ms",
    measured: median(runs, 100, "p95"),
  }, {
    what: "Calls a second of 100 clients, beside those of 10: linear is 10",
    bound: "at least",
    value: 9.5,
    unit: "times",
    measured: perSecond / beside,
  }];
}

function plotOf(cached: Runs, reading: Runs): Plot {
  const seriesOf = (name: string, runs: Runs, field: "p50" | "p95" | "p99") => ({
    name: `${name}, ${field}`,
    points: runs.map(([clients, answers]) =>
      [clients, percentile(answers.map((answer) => answer[field]), 0.5)] as const
    ),
  });
  return {
    name: "http",
    title: "Answers over HTTP when every client asks again at once",
    x: { label: "clients", scale: "log" },
    y: { label: "ms until the answer", scale: "log" },
    series: [
      seriesOf("cached", cached, "p50"),
      seriesOf("cached", cached, "p99"),
      seriesOf("100 messages", reading, "p50"),
      seriesOf("100 messages", reading, "p99"),
    ],
  };
}

export const HTTP: Part = {
  title: "Over HTTP",
  about:
    "`tgtk serve --http` with its rates raised, one account, Telegram 40 ms away; the clients, " +
    "of both eras of the protocol, in a process of their own. *Cached* is `tg_resolve_chat` of a " +
    "chat that is known; *100 messages* is a page of `tg_fetch_history`, which asks Telegram each " +
    "time. Eager clients ask again as soon as they are answered. Steady ones ask 0.55 " +
    "times a second, answered or not, and their waits count from the moment that was planned. " +
    "Milliseconds.",
  async measure({ isQuick }) {
    const [seconds, runs] = isQuick ? [1, 1] : [3, 3];
    return await withClients(async (clients) => {
      // The first run is the compiler's.
      for (const call of [CACHED, READING]) await clients.ask({ ...call, clients: 10, seconds });
      const cached = await eager(clients, CACHED, seconds, runs);
      const reading = await eager(clients, READING, seconds, runs);
      const paced = await steady(clients, { isQuick }, runs);
      return {
        targets: targetsOf(paced),
        tables: [{
          columns: ["calls", "clients", "calls/s", "p50", "p95", "p99", "failed"],
          rows: [
            ...rowsOf("cached, eager", cached),
            ...rowsOf("100 messages, eager", reading),
            ...rowsOf("100 messages, steady", paced),
          ],
        }],
        plots: [plotOf(cached, reading)],
      };
    });
  },
};
