/**
 * The person at the terminal: questions on stderr, answers from stdin. stdout is for the result alone.
 *
 * @module
 */

import { EXIT_FAILED } from "../io.ts";
import { endingSignals } from "../process_io.ts";
import { EMPTY_LINE, type Ending, type Line, type Step, typed } from "./line_editor.ts";

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
  const isTerminal = Deno.stdin.isTerminal();
  const close = isTerminal ? takeKeys() : () => {};
  const { ask, take, end } = questions(isTerminal);
  void readStdin(take, (ending) => {
    const isAsked = end();
    // Telegram is not waited for.
    if (ending === "interrupted" && !isAsked) {
      close();
      Deno.exit(EXIT_FAILED);
    }
  });
  return {
    canDraw: isTerminal && Deno.stderr.isTerminal(),
    columns: () => Deno.stderr.isTerminal() ? Deno.consoleSize().columns : 0,
    rows: () => Deno.stderr.isTerminal() ? Deno.consoleSize().rows : 0,
    tell: (line) => write(`${line}\n`),
    write,
    ask,
    close,
  };
}

/**
 * Has the terminal hand on each key and show none, also while nothing is asked: what is typed early may
 * be a secret.
 *
 * @returns Gives the terminal back.
 */
function takeKeys(): () => void {
  Deno.stdin.setRaw(true);
  const close = () => {
    for (const signal of signals) Deno.removeSignalListener(signal, leave);
    Deno.stdin.setRaw(false);
  };
  const leave = () => {
    close();
    Deno.exit(EXIT_FAILED);
  };
  const signals = endingSignals(Deno.build.os);
  for (const signal of signals) Deno.addSignalListener(signal, leave);
  return close;
}

/** Reads to the end, and longer than anybody asks: the process ends before. */
async function readStdin(
  take: (step: Step) => void,
  end: (ending: Ending) => void,
): Promise<void> {
  let line: Line = EMPTY_LINE;
  for await (const text of textOfStdin()) {
    for (const char of text) {
      const step = typed(line, char);
      line = step.line;
      take(step);
      if (step.ending !== undefined) return end(step.ending);
    }
  }
  // A file's last line may have no line break.
  if (line.text !== "") take(typed(line, "\r"));
  end("ended");
}

async function* textOfStdin(): AsyncGenerator<string> {
  try {
    yield* Deno.stdin.readable.pipeThrough(new TextDecoderStream());
  } catch {
    // A terminal that hangs up fails instead of ending.
  }
}

interface Questions {
  readonly ask: Terminal["ask"];
  readonly take: (step: Step) => void;
  /** There will be no more lines. Says whether somebody waited for one. */
  readonly end: () => boolean;
}

function questions(isTerminal: boolean): Questions {
  const early: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  /** What stands in a line that is not entered yet. */
  let begun = "";
  let isShown = false;
  let hasEnded = false;

  /** At once, as what was typed behind the line belongs to another question, and may be hidden. */
  function answer(line: string | undefined): void {
    const resolve = waiting;
    waiting = undefined;
    isShown = false;
    // The line break that was typed was not shown either.
    write("\n");
    resolve?.(line);
  }

  return {
    ask(question, { hidden = false, signal } = {}) {
      write(question);
      return new Promise((resolve) => {
        waiting = resolve;
        isShown = isTerminal && !hidden;
        if (early.length > 0 || hasEnded) return answer(early.shift());
        if (isShown) write(begun.replaceAll(/\p{C}/gu, ""));
        signal?.addEventListener("abort", () => {
          if (waiting === resolve) waiting = undefined;
          resolve(undefined);
        }, { once: true });
      });
    },
    take({ entered, line, shown }) {
      begun = line.text;
      if (isShown && shown !== undefined) write(shown);
      if (entered === undefined) return;
      if (waiting === undefined) early.push(entered);
      else answer(entered);
    },
    end() {
      const isAsked = waiting !== undefined;
      hasEnded = true;
      if (isAsked) answer(undefined);
      return isAsked;
    },
  };
}

/** Synchronous, so that nothing is lost when the process exits right after. */
function write(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}
