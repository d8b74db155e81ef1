/** What reads pages of 100, and how it is asked to. */

import process from "node:process";
import type { SandboxReady } from "../../../src/sandbox/sandbox.ts";
import { work } from "../workers/work.ts";
import { startWorker, type Worker } from "../workers/worker.ts";

/** Messages on a page: the most that Telegram gives. */
export const PAGE = 100;

/** Reads the newest page so many times, or so many pages downward, each behind the one before. */
export interface ReaderCommand {
  readonly chat: string;
  readonly read: "newest" | "downward";
  readonly pages: number;
}

/** What that took. */
export interface ReaderAnswer {
  /** Of each page. */
  readonly ms: readonly number[];
  /** Processor time of all that the reader consists of, milliseconds a page. */
  readonly cpuMs: number;
}

/** A program that reads. */
export type Reader = Worker<ReaderCommand, ReaderAnswer>;

export const READERS = ["mcp", "plain_mcp", "gramjs", "mtcute"] as const;
export type ReaderName = typeof READERS[number];

/** Starts a reader and waits until it is connected. */
export function startReader(name: ReaderName, ready: SandboxReady): Promise<Reader> {
  return startWorker(`tests/bench/readers/${name}_reader.ts`, [JSON.stringify(ready)]);
}

/** Reads one page after the other; each gives how many messages were on it, at once with the last. */
export interface Pages {
  readonly next: () => Promise<number>;
}

/** The reader's side. */
export interface ReaderParts {
  /** The newest page, or what begins to read downward from it. */
  readonly open: (command: ReaderCommand) => Promise<Pages>;
  /** Processor time so far of processes beside this one, milliseconds. */
  readonly besides?: () => number;
}

function spentMs({ besides }: ReaderParts): number {
  const { system, user } = process.cpuUsage();
  return (user + system) / 1000 + (besides?.() ?? 0);
}

/** Reads as it is asked to, until nobody asks any more. */
export async function serveReader(parts: ReaderParts): Promise<void> {
  await work<ReaderCommand, ReaderAnswer>(async (command) => {
    const pages = await parts.open(command);
    const ms: number[] = [];
    const before = spentMs(parts);
    for (let page = 0; page < command.pages; page++) {
      const since = performance.now();
      const count = await pages.next();
      ms.push(performance.now() - since);
      if (count !== PAGE) throw new Error(`Cannot measure: ${count} messages on a page`);
    }
    return { ms, cpuMs: (spentMs(parts) - before) / command.pages };
  });
}

/** What the sandbox said when it was ready, as a reader is told at its start. */
export function readyOfArgs(): SandboxReady {
  return JSON.parse(Deno.args[0] ?? "");
}
