/**
 * Files that can be downloaded: those of messages that were served. A file's location names no
 * message, so without the messages nobody could tell what a photo's id belongs to.
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import type { World, WorldMessage } from "../../world/world.ts";

/** A photo or a document. */
export type KnownFile = Api.Photo | Api.Document;

/** Files remembered of each world; of older ones the reference counts as expired. */
const MAX_FILES = 20_000;

const filesOf = new WeakMap<World, Map<string, KnownFile>>();

/** Remembers what messages carry. */
export function rememberFiles(world: World, messages: readonly WorldMessage[]): void {
  const files = messages.flatMap(carriedFiles);
  if (files.length === 0) return;
  const known = filesOf.get(world) ?? new Map<string, KnownFile>();
  filesOf.set(world, known);
  for (const file of files) {
    known.delete(keyOf(file));
    known.set(keyOf(file), file);
  }
  for (const key of known.keys()) {
    if (known.size <= MAX_FILES) return;
    known.delete(key);
  }
}

/** Finds a file that was served. */
export function knownFile(
  world: World,
  className: KnownFile["className"],
  id: Api.long,
): KnownFile | undefined {
  return filesOf.get(world)?.get(`${className} ${id}`);
}

function keyOf({ className, id }: KnownFile): string {
  return `${className} ${id}`;
}

/** What may hold a photo, a document, or a page that holds either. */
interface Carrier {
  readonly photo?: unknown;
  readonly document?: unknown;
  readonly webpage?: unknown;
}

function carriedFiles(message: WorldMessage): readonly KnownFile[] {
  const carrier = message.className === "Message" ? message.media : message.action;
  if (!carrier) return [];
  const { photo, document, webpage } = carrier as Carrier;
  const page = (webpage ?? {}) as Carrier;
  return [photo, document, page.photo, page.document].filter(isFile);
}

function isFile(value: unknown): value is KnownFile {
  const { className } = (value ?? {}) as { readonly className?: unknown };
  return className === "Photo" || className === "Document";
}
