/**
 * The line that `tgtk sandbox` prints, as the place to sign in.
 *
 * @module
 */

import { z } from "zod";
import { secret } from "../../model/secret.ts";
import type { Application } from "./application.ts";

const LINE = z.object({
  host: z.literal("127.0.0.1"),
  port: z.int().min(1).max(65_535),
  dc_id: z.int().min(1).max(127),
  api_id: z.int().positive(),
  api_hash: z.string(),
});

/** A sandbox to sign in to. */
export interface SandboxPlace {
  readonly application: Application;
  readonly place: { readonly dc_id: number; readonly address: string; readonly port: number };
}

/**
 * Reads the line.
 *
 * @param text One JSON object; a sandbox anywhere but on 127.0.0.1 is not taken.
 *
 * @example Something else
 * ```ts
 * import { readSandboxLine } from "./sandbox_line.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(readSandboxLine('{"host":"example.org"}'), undefined);
 * ```
 */
export function readSandboxLine(text: string): SandboxPlace | undefined {
  const read = LINE.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { host, port, dc_id, api_id, api_hash } = read.data;
  return {
    application: { api_id, api_hash: secret(api_hash) },
    place: { dc_id, address: host, port },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is as wrong as another object.
    return undefined;
  }
}
