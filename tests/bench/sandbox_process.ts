/** A sandbox in a process of its own. */

import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { type Program, start, tgtk } from "../e2e/program.ts";

/** What it serves. */
export interface SandboxProcess extends AsyncDisposable {
  readonly pid: number;
  readonly ready: SandboxReady;
}

async function readyOf(program: Program): Promise<SandboxProcess> {
  const ready = JSON.parse(await program.line()) as SandboxReady;
  return { pid: program.pid, ready, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

/**
 * Starts the sample world.
 *
 * @param latencyMs What each answer waits.
 * @param args Further options of the command.
 */
export function sandboxProcess(
  latencyMs: number,
  ...args: readonly string[]
): Promise<SandboxProcess> {
  return readyOf(start(tgtk("sandbox", "--port", "0", "--latency-ms", String(latencyMs), ...args)));
}

/** The same with so many people who write in `@tgtk_big`. */
export function crowdedSandbox(latencyMs: number, senders: number): Promise<SandboxProcess> {
  const args = ["tests/bench/crowd_sandbox.ts", String(senders), String(latencyMs)];
  return readyOf(start(["run", "-A", "--quiet", "--lock=tests/deno.lock", ...args]));
}
