/** All readers at one sandbox. */

import { sandboxProcess } from "../sandbox_process.ts";
import { type Reader, type ReaderName, READERS, startReader } from "./reader.ts";

/** Starts a sandbox, with further options of the command, and every reader; ends them behind the work. */
export async function withReaders<Outcome>(
  latencyMs: number,
  doIt: (readers: Readonly<Record<ReaderName, Reader>>) => Promise<Outcome>,
  ...args: readonly string[]
): Promise<Outcome> {
  await using sandbox = await sandboxProcess(latencyMs, ...args);
  await using stack = new AsyncDisposableStack();
  const started: Partial<Record<ReaderName, Reader>> = {};
  for (const name of READERS) started[name] = stack.use(await startReader(name, sandbox.ready));
  return await doIt(started as Record<ReaderName, Reader>);
}
