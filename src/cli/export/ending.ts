/**
 * How `tgtk export` ends: what it says last, and its exit code.
 *
 * @module
 */

import type { ExportResult } from "../../exports/export.ts";
import type { Failure, Outcome } from "../../model/failure.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_STOPPED, EXIT_USAGE, type Io } from "../io.ts";
import type { Destination } from "./destination.ts";
import { commandSentence } from "./input.ts";
import { number } from "./progress.ts";
import { exportCommand } from "./resume.ts";
import { doneWords } from "./words.ts";

/** What an end needs to be told of. */
export interface Ending {
  readonly args: readonly string[];
  readonly io: Pick<Io, "err">;
  /** Aborted: somebody stopped the program. */
  readonly signal: AbortSignal;
  readonly destination?: Destination;
}

const WRONG: ReadonlySet<Failure["code"]> = new Set(["VALIDATION_ERROR", "USERNAME_INVALID"]);

/**
 * Ends before anything was read.
 *
 * @param failure Why.
 * @param ending What to tell.
 * @returns The exit code.
 */
export function refusalOf(failure: Failure, ending: Ending): number {
  if (ending.signal.aborted) return stopped(ending, 0);
  tell(failure, ending, "starts it");
  return WRONG.has(failure.code) ? EXIT_USAGE : EXIT_FAILED;
}

/**
 * Ends a run: brings what is complete to where it goes, or says how to go on.
 *
 * @param done How the run ended.
 * @param ending What to tell.
 * @param startedAt Milliseconds.
 * @returns The exit code.
 */
export async function endOf(
  done: Outcome<ExportResult>,
  ending: Ending & { readonly destination: Destination },
  startedAt: number,
): Promise<number> {
  const { destination, io } = ending;
  if (!done.ok) return interrupted(done.failure, ending, 0);
  const { failure, manifest } = done.value;
  if (!manifest.complete && failure === undefined) {
    io.err("Cannot go on: another process is writing this export; wait for it, or end it.");
    return EXIT_FAILED;
  }
  if (failure !== undefined) return interrupted(failure, ending, manifest.messages);
  const delivered = await destination.deliver(manifest);
  if (!delivered.ok) return interrupted(delivered.failure, ending, manifest.messages);
  for (const line of doneWords(manifest, destination.where, startedAt, Date.now())) io.err(line);
  return EXIT_OK;
}

function interrupted(failure: Failure, ending: Ending, messages: number): number {
  if (ending.signal.aborted) return stopped(ending, messages);
  tell(failure, ending, goesOn(ending));
  return EXIT_FAILED;
}

function stopped(ending: Ending, messages: number): number {
  const kept = ending.destination?.isResumable ? "kept" : "written";
  ending.io.err(messages === 0 ? "Stopped." : `Stopped: ${number(messages)} messages are ${kept}.`);
  tellCommand(ending, goesOn(ending));
  return EXIT_STOPPED;
}

function goesOn({ destination }: Ending): string {
  return destination?.isResumable ? "continues" : "starts again";
}

function tell(failure: Failure, ending: Ending, verb: string): void {
  ending.io.err(commandSentence(failure, ending.destination?.keptBy));
  tellCommand(ending, verb);
}

function tellCommand({ args, destination, io }: Ending, verb: string): void {
  if (destination === undefined) return;
  io.err(`This command ${verb}: ${exportCommand(args, destination.folders)}`);
}
