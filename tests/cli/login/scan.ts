/** Looks at a terminal as a telephone does: pixels, and a decoder that has nothing to do with ours. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import jsQR from "jsqr";

/** A code with a quiet zone of two modules, and one row that no module fills. */
const ROWS = 38;
const SCALE = 4;

/** Reads codes back from half blocks: dark (`#`) and light (`.`) modules, row by row. */
export function modulesOf(written: string): readonly string[] {
  // deno-lint-ignore no-control-regex -- it is what is looked for
  const lines = [...written.matchAll(/\x1b\[38;5;16;48;5;231m([█▀▄ ]+)\x1b\[0m\n/g)];
  return lines.flatMap(([, line]) => [
    line!.replaceAll(/[█▀]/g, "#").replaceAll(/[▄ ]/g, "."),
    line!.replaceAll(/[█▄]/g, "#").replaceAll(/[▀ ]/g, "."),
  ]);
}

/** The token of the last login code that was drawn. */
export function scan(written: string): Uint8Array {
  const rows = modulesOf(written).slice(-ROWS);
  const width = SCALE * rows[0]!.length;
  const height = SCALE * rows.length;
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < width * height; at++) {
    const row = Math.floor(at / width / SCALE);
    const isDark = rows[row]![Math.floor((at % width) / SCALE)] === "#";
    if (isDark) pixels.fill(0, 4 * at, 4 * at + 3);
  }
  const url = jsQR.default(pixels, width, height)?.data ?? "";
  assert.match(url, /^tg:\/\/login\?token=[\w-]{43}$/);
  return new Uint8Array(Buffer.from(url.split("=")[1]!, "base64url"));
}
