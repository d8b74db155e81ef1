/**
 * A QR code in characters: two modules a character, one above the other.
 *
 * @module
 */

import { encode } from "uqr";

/** Modules round the code that stay light; the standard wants four, scanners are content with two. */
const QUIET_ZONE = 2;

/** Black on white whatever the terminal's colours are: scanners want dark modules on a light ground. */
const BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m";
const RESET = "\x1b[0m";

/**
 * Draws a text as a QR code.
 *
 * @param text What the code says.
 * @returns Lines of the same number of columns, with the control sequences that colour them.
 *
 * @example Twenty lines of forty columns at most, for a login link
 * ```ts
 * import { qrLines } from "./qr_lines.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(qrLines(`tg://login?token=${"A".repeat(43)}`).length <= 20);
 * ```
 */
export function qrLines(text: string): readonly string[] {
  const { data, size } = encode(text, { ecc: "L", border: QUIET_ZONE });
  const rows = Array.from({ length: Math.ceil(size / 2) }, (_, row) => 2 * row);
  return rows.map((y) => {
    const characters = Array.from(
      { length: size },
      (_, x) => halfBlock(data[y]?.[x] ?? false, data[y + 1]?.[x] ?? false),
    );
    return BLACK_ON_WHITE + characters.join("") + RESET;
  });
}

/** How many columns a line of {@linkcode qrLines} fills. */
export function qrColumns(text: string): number {
  return encode(text, { ecc: "L", border: QUIET_ZONE }).size;
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}
