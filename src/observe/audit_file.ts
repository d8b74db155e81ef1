/**
 * The audit's own file. Lines are only ever added to it.
 *
 * @module
 */

/** An open file. */
export interface AuditFile {
  /** Adds a line and gives it to the operating system before it returns; throws when that fails. */
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/**
 * Opens the file, or makes it readable by its owner only.
 *
 * @param path Where it is.
 * @returns The file, or one sentence that says why there is none.
 */
export function openAuditFile(path: string): AuditFile | { readonly error: string } {
  try {
    const file = Deno.openSync(path, { append: true, create: true, mode: 0o600 });
    return { write: (line) => writeAll(file, `${line}\n`), close: () => file.close() };
  } catch (error) {
    const cause = error instanceof Error ? error.name : typeof error;
    return {
      error: `Cannot write the audit to ${path} (${cause}): expected a file in a folder that ` +
        `exists, and the permission --allow-write=${path}.`,
    };
  }
}

function writeAll(file: Deno.FsFile, text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
}
