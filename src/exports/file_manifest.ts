/**
 * What is told of a file that an export was written into. Pure.
 *
 * @module
 */

import { z } from "zod";
import { FORMAT_NAMES } from "./formats/names.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";

const KEPT = {
  tool_version: true,
  chat: true,
  query: true,
  messages: true,
  first_id: true,
  last_id: true,
  covered: true,
  complete: true,
  created: true,
  updated: true,
} as const;

const told = manifestSchema.pick(KEPT);

/** The manifest beside a file. */
export const fileManifestSchema = z.object({
  version: z.literal(1),
  file: z.object({
    name: z.string(),
    format: z.enum(FORMAT_NAMES),
    bytes: z.int().min(0),
    sha256: manifestSchema.shape.sha256.describe("Of the file"),
  }),
  ...told.shape,
});

/** The manifest beside a file. */
export type FileManifest = z.infer<typeof fileManifestSchema>;

/**
 * Draws the manifest of a file.
 *
 * @param manifest The export's.
 * @param file What was written.
 */
export function fileManifestOf(manifest: Manifest, file: FileManifest["file"]): FileManifest {
  return { version: 1, file, ...told.parse(manifest) };
}
