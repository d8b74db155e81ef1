/**
 * The script of faults that `--faults` names.
 *
 * @module
 */

import type { FaultScript } from "../sandbox/faults/script.ts";
import type { Flags } from "./command.ts";

/**
 * Loads a script of faults.
 *
 * @param flags `faults`, optional.
 * @returns The script as an option of a sandbox, no option if none is named, or one sentence that says what is wrong with it.
 */
export async function chosenFaults(
  flags: Flags,
): Promise<{ readonly options: { readonly faults?: FaultScript } } | { readonly error: string }> {
  const { faults: path } = flags;
  if (typeof path !== "string") return { options: {} };
  const refuse = (reason: string) => ({ error: `Cannot use ${path}: ${reason}.` });
  const text = await readText(path);
  if (text === undefined) return refuse("expected a file that can be read");
  const { parseFaults } = await import("../sandbox/faults/parse.ts");
  const value = readJson(text);
  if (value === undefined) return refuse("expected JSON");
  const parsed = parseFaults(value);
  return "error" in parsed ? refuse(parsed.error) : { options: { faults: parsed.script } };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    // Missing, a folder, not ours to read: the sentence is the same.
    return undefined;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Where it breaks off, an editor shows better.
    return undefined;
  }
}
