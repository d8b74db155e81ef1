/**
 * The person at the terminal: questions on stderr, answers from stdin. stdout is for the result alone.
 *
 * @module
 */

import { Writable } from "node:stream";
import { createInterface } from "node:readline";
import process from "node:process";
import { EXIT_FAILED } from "../io.ts";

/** What a question may say besides its words. */
export interface AskOptions {
  /** The answer is not shown. */
  readonly hidden?: boolean;
  /** Ends the wait; the answer is then `undefined`. */
  readonly signal?: AbortSignal;
}

/** A person who can be told and asked. */
export interface Terminal {
  /** stderr is a terminal: pictures can be drawn, and drawn over. */
  readonly canDraw: boolean;
  /** Columns of the terminal. */
  readonly columns: () => number;
  /** Rows of the terminal. */
  readonly rows: () => number;
  readonly tell: (line: string) => void;
  /** Writes without a line break, control sequences included. */
  readonly write: (text: string) => void;
  /** The person's line, or `undefined` when there will be none: the input has ended. */
  readonly ask: (question: string, options?: AskOptions) => Promise<string | undefined>;
  readonly close: () => void;
}

/**
 * The process's own terminal. Input from a pipe is taken line by line, without an echo.
 */
export function processTerminal(): Terminal {
  let isHidden = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) write(chunk);
      done();
    },
  });
  const isTerminal = Deno.stdin.isTerminal();
  const lines = createInterface({
    input: process.stdin,
    output: echo,
    terminal: isTerminal,
    historySize: 0,
  });
  const waiting: ((line: string | undefined) => void)[] = [];
  const early: string[] = [];
  let hasEnded = false;
  lines.on("line", (line: string) => {
    const next = waiting.shift();
    if (next === undefined) early.push(line);
    else next(line);
  });
  const end = () => {
    hasEnded = true;
    for (const next of waiting.splice(0)) next(undefined);
  };
  lines.on("close", end);
  // Ctrl-C: readline has the terminal in raw mode and hears it as a key. Telegram is not waited for.
  lines.on("SIGINT", () => {
    const isAsked = waiting.length > 0;
    end();
    if (!isAsked) Deno.exit(EXIT_FAILED);
  });

  function nextLine(signal: AbortSignal | undefined): Promise<string | undefined> {
    const line = early.shift();
    if (line !== undefined || hasEnded || signal?.aborted) return Promise.resolve(line);
    return new Promise((resolve) => {
      waiting.push(resolve);
      signal?.addEventListener("abort", () => {
        const at = waiting.indexOf(resolve);
        if (at !== -1) waiting.splice(at, 1);
        resolve(undefined);
      }, { once: true });
    });
  }

  async function ask(question: string, { hidden = false, signal }: AskOptions = {}) {
    if (isTerminal && !hidden) {
      lines.setPrompt(question);
      lines.prompt();
    } else write(question);
    isHidden = hidden;
    try {
      return await nextLine(signal);
    } finally {
      isHidden = false;
      // The line break that was typed was not shown either.
      if (hidden || !isTerminal) write("\n");
    }
  }

  return {
    canDraw: isTerminal && Deno.stderr.isTerminal(),
    columns: () => Deno.stderr.isTerminal() ? Deno.consoleSize().columns : 0,
    rows: () => Deno.stderr.isTerminal() ? Deno.consoleSize().rows : 0,
    tell: (line) => write(`${line}\n`),
    write,
    ask,
    close: () => lines.close(),
  };
}

/** Synchronous, so that nothing is lost when the process exits right after. */
function write(text: string | Uint8Array): void {
  let bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}
