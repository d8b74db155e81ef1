/**
 * The two plain lines that every conversation on a lease's port begins with: whoever connects speaks
 * first and says a number; who holds the port answers with a number of its own, and proves that it
 * knows the session to those who know it, too. To all others the proof is noise.
 *
 * @module
 */

import * as z from "zod";

/** How far a holder is. `claiming`: it is still looking whether somebody else holds the session. */
export type ClaimState = "claiming" | "held";

/** What a holder says. */
export interface ClaimLine {
  /** Who it is, in words that may be repeated. */
  readonly holder: string;
  readonly state: ClaimState;
  readonly nonce: string;
  readonly proof: string;
}

/** Longer lines are a stranger's. */
const MAX_LINE_BYTES = 512;

/** What we say of ourselves; anything longer or stranger is not repeated to anybody. */
const HOLDER = /^[A-Za-z0-9][A-Za-z0-9 ,.:_-]{0,79}$/;

const digits = z.string().regex(/^[0-9a-f]{64}$/);
const helloLine = z.strictObject({ tgtk: z.literal(1), nonce: digits });
const claimLine = z.object({
  tgtk: z.literal(1),
  holder: z.string().regex(HOLDER).catch("another tgtk process"),
  state: z.enum(["claiming", "held"]),
  nonce: digits,
  proof: digits,
});

/**
 * Writes who connects's line.
 *
 * @param nonce A number that was never used before.
 */
export function writeHello(nonce: string): string {
  return JSON.stringify({ tgtk: 1, nonce }) + "\n";
}

/**
 * Reads who connects's line.
 *
 * @param line The line, or `undefined` when none came.
 * @returns The number, or `undefined` for everything that is no such line.
 */
export function parseHello(line: string | undefined): string | undefined {
  return helloLine.safeParse(parsed(line)).data?.nonce;
}

/** Writes a holder's line. */
export function writeClaim(claim: ClaimLine): string {
  return JSON.stringify({ tgtk: 1, ...claim }) + "\n";
}

/**
 * Reads a holder's line.
 *
 * @param line The line, or `undefined` when none came.
 * @returns What it says, or `undefined` for everything that is no such line.
 */
export function parseClaim(line: string | undefined): ClaimLine | undefined {
  return claimLine.safeParse(parsed(line)).data;
}

/**
 * The words that a holder's proof is over. The port is one of them: who listens on another port
 * cannot pass the proof on as its own.
 *
 * @param port The port on which it is given.
 * @param nonce The number of who asked.
 * @param claim What the holder says.
 */
export function claimWords(
  port: number,
  nonce: string,
  claim: Omit<ClaimLine, "proof">,
): readonly string[] {
  return ["claim", String(port), nonce, claim.nonce, claim.state, claim.holder];
}

/**
 * Reads one line that is all that was said.
 *
 * @param connection Where from.
 * @returns The line without its break; `undefined` if the connection ended, broke, or said more.
 */
export async function readLine(connection: Deno.Conn): Promise<string | undefined> {
  const bytes = new Uint8Array(MAX_LINE_BYTES);
  let length = 0;
  try {
    while (length < bytes.length) {
      const read = await connection.read(bytes.subarray(length));
      if (read === null) return undefined;
      length += read;
      const end = bytes.subarray(0, length).indexOf(0x0a);
      if (end === length - 1) return new TextDecoder().decode(bytes.subarray(0, end));
      if (end !== -1) return undefined;
    }
  } catch {
    // A reset, or the connection was closed here when its time was over: no line came.
  }
  return undefined;
}

/**
 * Writes a line.
 *
 * @param connection Where to.
 * @param line The line, with its break.
 * @returns Whether it was written; `false` when the other side has gone.
 */
export async function writeLine(connection: Deno.Conn, line: string): Promise<boolean> {
  try {
    const bytes = new TextEncoder().encode(line);
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    return true;
  } catch {
    return false;
  }
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    return undefined;
  }
}
