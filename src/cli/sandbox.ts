/**
 * `tgtk sandbox`: the local data centre alone.
 *
 * @module
 */

import type { Sandbox, SandboxOptions, TraceLine } from "../sandbox/sandbox.ts";
import { aborted } from "./aborted.ts";
import type { Flags } from "./command.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { chosenFaults } from "./faults.ts";
import { chosenWorld } from "./world.ts";

/**
 * Prints one line of JSON when it is ready, then serves until stdin ends or a signal comes.
 *
 * @param flags As the command's options.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function sandbox(flags: Flags, io: Io): Promise<number> {
  const chosen = await chosenWorld(flags, io);
  if ("error" in chosen) {
    io.err(chosen.error);
    return EXIT_USAGE;
  }
  const faults = await chosenFaults(flags);
  if ("error" in faults) {
    io.err(faults.error);
    return EXIT_USAGE;
  }
  using trace = openTrace(flags.trace);
  if ("error" in trace) {
    io.err(trace.error);
    return EXIT_USAGE;
  }
  const hostname = typeof flags.host === "string" ? flags.host : "127.0.0.1";
  const options = {
    world: chosen.world,
    hostname,
    port: Number(flags.port ?? 0),
    latencyMs: Number(flags["latency-ms"] ?? 0),
    seed: Number(flags.seed ?? 1),
    ...faults.options,
    ...trace.options,
  };
  const running = await startListening(options);
  if (running === undefined) {
    io.err(
      `Cannot listen on ${hostname}:${options.port}: expected an address of this machine (IPv4), a free port, and the permission to listen there.`,
    );
    return EXIT_FAILED;
  }
  const ended = AbortSignal.any([io.stdinEnd(true), io.stopSignal()]);
  io.out(JSON.stringify(running.ready));
  await aborted(ended);
  await running.close();
  return EXIT_OK;
}

async function startListening(options: SandboxOptions): Promise<Sandbox | undefined> {
  const { ListenError, startSandbox } = await import("../sandbox/start.ts");
  try {
    return await startSandbox(options);
  } catch (error) {
    if (error instanceof ListenError) return undefined;
    throw error;
  }
}

/** Where a trace goes: an option of a sandbox, and what is to be closed after it. */
interface Trace extends Disposable {
  readonly options: Pick<SandboxOptions, "trace">;
}

/** Lines are written at once: who reads the file during the run sees every request answered so far. */
function openTrace(
  path: string | true | undefined,
): Trace | (Disposable & { readonly error: string }) {
  if (typeof path !== "string") return { options: {}, [Symbol.dispose]: () => {} };
  const file = createFile(path);
  if ("expected" in file) {
    const error = `Cannot write --trace ${path}: expected ${file.expected}.`;
    return { error, [Symbol.dispose]: () => {} };
  }
  const trace = (line: TraceLine) => {
    let bytes = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
  };
  return { options: { trace }, [Symbol.dispose]: () => file.close() };
}

/** Opens a file to write, or says what else than the path was expected. */
function createFile(path: string): Deno.FsFile | { readonly expected: string } {
  try {
    return Deno.openSync(path, { write: true, create: true, truncate: true });
  } catch (error) {
    return error instanceof Deno.errors.IsADirectory
      ? { expected: "a file, not a folder" }
      : { expected: "a folder that exists and may be written" };
  }
}
