/**
 * What exports can be written as: types only. A format is a pure transform of the NDJSON lines, one by
 * one, so that its memory is bounded whatever the size.
 *
 * @module
 */

import type { ExportLine } from "../line.ts";
import type { Manifest } from "../manifest.ts";

/** The chat, as manifests tell of it. */
export type ExportedChat = Manifest["chat"];

/** Turns an export's lines into another layout. */
export interface Format {
  /** What stands before the first line, if there is one. */
  readonly opening: (chat: ExportedChat, first: ExportLine | undefined) => string;
  readonly line: (line: ExportLine, chat: ExportedChat) => string;
  /** Stands between two lines. */
  readonly separator: string;
  readonly closing: string;
}
