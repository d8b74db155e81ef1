/** A person who answers from a script, and remembers what was said. */
import type { AskOptions, Terminal } from "../../../src/cli/login/terminal.ts";

export interface FakeTerminal extends Terminal {
  /** Lines that were told, and questions with what was answered; hidden answers as stars. */
  readonly said: string[];
  /** Everything that was written, pictures included. */
  readonly written: () => string;
}

/** Waits until the question is given up. */
export const SILENT = Symbol("silent");

/** How the person's terminal is. */
export interface FakeOptions {
  readonly canDraw?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Hears of each code that was drawn: its last line. */
  readonly onTell?: (line: string) => void;
}

export function fakeTerminal(
  answers: readonly (string | typeof SILENT)[],
  { canDraw = false, columns = 80, rows = 40, onTell }: FakeOptions = {},
): FakeTerminal {
  const left = [...answers];
  const said: string[] = [];
  let written = "";
  return {
    said,
    written: () => written,
    canDraw,
    columns: () => columns,
    rows: () => rows,
    tell: (line) => {
      written += `${line}\n`;
      // deno-lint-ignore no-control-regex -- pictures are left out
      if (!/\x1b/.test(line)) said.push(line);
      onTell?.(line);
    },
    write: (text) => void (written += text),
    async ask(question: string, { hidden, signal }: AskOptions = {}) {
      if (left[0] === SILENT) {
        left.shift();
        await new Promise<void>((resolve) =>
          signal?.addEventListener("abort", () => resolve(), { once: true })
        );
        return undefined;
      }
      const answer = left.shift() as string | undefined;
      said.push(`${question}${hidden ? "***" : answer ?? "(end)"}`);
      return answer;
    },
    close: () => {},
  };
}
