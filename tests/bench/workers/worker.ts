/** Programs that do one thing again and again, each in a process of its own: a line asks, a line answers. */

import { type Program, start } from "../../e2e/program.ts";

/** A worker that runs. */
export interface Worker<Command, Answer> extends AsyncDisposable {
  readonly pid: number;
  readonly ask: (command: Command) => Promise<Answer>;
}

/**
 * Starts a worker and waits until it is ready.
 *
 * @param file Its program, from the root of the checkout.
 * @param args What it is told at its start.
 */
export async function startWorker<Command, Answer>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Worker<Command, Answer>> {
  const lock = "--lock=tests/deno.lock";
  const program: Program = start(["run", "-A", "--quiet", lock, ...flags, file, ...args]);
  await program.line();
  return {
    pid: program.pid,
    async ask(command) {
      await program.write(`${JSON.stringify(command)}\n`);
      return JSON.parse(await program.line());
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
