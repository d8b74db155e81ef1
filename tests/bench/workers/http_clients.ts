/**
 * Many clients of an MCP server over HTTP, in a process of their own. With a rate, each calls when its
 * time has come, whether the last answer is there or not, and waits count from that moment; without,
 * each calls again as soon as it is answered.
 */

import { answerIn, call2025, call2026 } from "../../http/support.ts";
import { percentile } from "../measure/spread.ts";
import { work } from "./work.ts";

/** What all clients do. */
export interface HttpCommand {
  readonly clients: number;
  readonly seconds: number;
  /** Calls a second, all clients together. */
  readonly perSecond?: number;
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** What came of it. */
export interface HttpAnswer {
  readonly answered: number;
  /** Answers that were none, or another call's. */
  readonly wrong: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const [url = ""] = Deno.args;

/** The two eras of the protocol take turns. */
const callOf = (client: number) => client % 2 === 0 ? call2025 : call2026;

async function isAnswered(client: number, id: number, command: HttpCommand): Promise<boolean> {
  const response = await fetch(`${url}/mcp`, callOf(client)(command.tool, command.args, id));
  const answer = await answerIn(response);
  return answer.id === id && answer.result?.isError !== true && answer.result !== undefined;
}

const sleepUntil = (moment: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, moment - performance.now()));

async function run(command: HttpCommand): Promise<HttpAnswer> {
  const { clients, perSecond, seconds } = command;
  const waits: number[] = [];
  let wrong = 0;
  const since = performance.now();
  const end = since + seconds * 1000;
  const call = async (client: number, id: number, asked: number) => {
    const isRight = await isAnswered(client, id, command);
    waits.push(performance.now() - asked);
    if (!isRight) wrong += 1;
  };
  const eager = async (client: number) => {
    for (let id = 1; performance.now() < end; id++) await call(client, id, performance.now());
  };
  const steady = async (client: number, rate: number) => {
    const calls: Promise<void>[] = [];
    const everyMs = clients / rate * 1000;
    for (let asked = since + client / rate * 1000; asked < end; asked += everyMs) {
      await sleepUntil(asked);
      calls.push(call(client, calls.length + 1, asked));
    }
    await Promise.all(calls);
  };
  await Promise.all(Array.from(
    { length: clients },
    (_, client) => perSecond === undefined ? eager(client) : steady(client, perSecond),
  ));
  return {
    answered: waits.length,
    wrong,
    perSecond: waits.length / (performance.now() - since) * 1000,
    p50: percentile(waits, 0.5),
    p95: percentile(waits, 0.95),
    p99: percentile(waits, 0.99),
  };
}

await work<HttpCommand, HttpAnswer>(run);
Deno.exit(0);
