/**
 * The system's errors about files as failures that an operator can act on.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../../model/failure.ts";

/** No room: full, over the quota, file too large. Codes of POSIX. */
const FULL: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];

/**
 * Does something with files.
 *
 * @param work What to do.
 * @returns What came of it, or `VALIDATION_ERROR` for `TGTK_EXPORT_DIR`. Bugs go on being thrown.
 */
export async function withFiles<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return succeed(await work());
  } catch (error) {
    const expected = expectedOf(error);
    if (expected === undefined) throw error;
    return fail({ code: "VALIDATION_ERROR", field: "TGTK_EXPORT_DIR", expected });
  }
}

const { AlreadyExists, NotADirectory, NotCapable, NotFound, PermissionDenied } = Deno.errors;

/** The first that fits finishes the sentence "expected …". */
const EXPECTED: readonly (readonly [fits: (error: Error, code: unknown) => boolean, string])[] = [
  [
    (error) => error instanceof NotCapable,
    "a folder that the program's --allow-read and --allow-write permit",
  ],
  [(error) => error instanceof PermissionDenied, "a folder that the program may write to"],
  [
    (error) => [NotFound, NotADirectory, AlreadyExists].some((kind) => error instanceof kind),
    "a folder that is there and stays there",
  ],
  [(_error, code) => FULL.includes(code), "a folder with room left for the export"],
  [(_error, code) => typeof code === "string", "a folder that can be read and written"],
];

function expectedOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? error.code : undefined;
  return EXPECTED.find(([fits]) => fits(error, code))?.[1];
}
