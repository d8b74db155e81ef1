/**
 * Turns parts into files of the formats, by name.
 *
 * @module
 */

import type { ExportLine } from "../line.ts";
import { CSV } from "./csv.ts";
import { DESKTOP } from "./desktop.ts";
import type { ExportedChat, Format } from "./format.ts";
import type { FormatName } from "./names.ts";

/** NDJSON is what parts are: nothing is to be done. */
const FORMATS: Readonly<Record<Exclude<FormatName, "ndjson">, Format>> = {
  csv: CSV,
  json: DESKTOP,
};

/** Turns parts, in their order, into a file of one format. */
export interface Formatter {
  /** Takes whole lines of NDJSON. */
  readonly part: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** What comes after the last part. */
  readonly end: () => Uint8Array<ArrayBuffer>;
}

/**
 * Begins a file.
 *
 * @param name The format.
 * @param chat The chat that is exported.
 * @returns What parts are put through, in their order; it holds no more than one of them.
 *
 * @example Two lines as CSV
 * ```ts
 * import { formatter } from "./formats.ts";
 * import assert from "node:assert/strict";
 *
 * const { end, part } = formatter("csv", { chat_id: -1000000000042, kind: "channel" });
 * const lines = '{"id":2,"date":"2022-02-28T18:12:36Z","text":"Hi"}\n';
 * const text = new TextDecoder().decode(part(new TextEncoder().encode(lines)));
 * assert.match(text, /^id,date,.*\r\n2,2022-02-28T18:12:36Z,.*Hi,.*\r\n$/);
 * assert.equal(end().length, 0);
 * ```
 */
export function formatter(name: FormatName, chat: ExportedChat): Formatter {
  if (name === "ndjson") return { part: (bytes) => bytes, end: () => new Uint8Array() };
  const format = FORMATS[name];
  const encoder = new TextEncoder();
  let isBegun = false;

  const written = (line: ExportLine): string => {
    const before = isBegun ? format.separator : format.opening(chat, line);
    isBegun = true;
    return before + format.line(line, chat);
  };

  return {
    part(bytes) {
      const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
      return encoder.encode(lines.map((line) => written(JSON.parse(line))).join(""));
    },
    end: () => encoder.encode((isBegun ? "" : format.opening(chat, undefined)) + format.closing),
  };
}
