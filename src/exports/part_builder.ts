/**
 * Collects lines until they fill a part.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import type { ExportPart } from "./manifest.ts";
import { MAX_PART_BYTES } from "./store.ts";

/** A part that is filled. */
export interface FilledPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly part: Omit<ExportPart, "n">;
}

/** Collects lines. */
export interface PartBuilder {
  /** Whether a line fits beside those that are there; the first one always does. */
  fits(line: Buffer): boolean;
  add(line: Buffer, id: number): void;
  /** Bytes and messages collected. */
  size(): { readonly bytes: number; readonly messages: number };
  /** Takes what is collected; `undefined` when that is nothing. */
  take(): FilledPart | undefined;
}

/** Makes an empty one. */
export function partBuilder(): PartBuilder {
  let lines: Buffer[] = [];
  let bytes = 0;
  let ids: { readonly first_id: number; readonly last_id: number } | undefined;

  return {
    fits: (line) => lines.length === 0 || bytes + line.length <= MAX_PART_BYTES,
    add(line, id) {
      lines.push(line);
      bytes += line.length;
      ids = { first_id: ids?.first_id ?? id, last_id: id };
    },
    size: () => ({ bytes, messages: lines.length }),
    take() {
      if (ids === undefined) return undefined;
      // Its own memory, no piece of a shared pool: a store may keep it.
      const whole = new Uint8Array(bytes);
      let at = 0;
      for (const line of lines) {
        whole.set(line, at);
        at += line.length;
      }
      const part = { messages: lines.length, bytes, sha256: sha256(whole), ...ids };
      lines = [];
      bytes = 0;
      ids = undefined;
      return { bytes: whole, part };
    },
  };
}

/** The digest of some bytes, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The digest so far; more can be added after it. */
export function digestSoFar(hash: Hash): string {
  return hash.copy().digest("hex");
}

/** A line with its break, as it stands in a part. */
export function lineBytes(line: string): Buffer {
  return Buffer.from(`${line}\n`);
}
