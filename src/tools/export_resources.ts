/**
 * Exports as resources of the protocol: manifests and parts, for those whose they are.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { z } from "zod";
import { ownerOf } from "../exports/identity.ts";
import type { ExportRecord, Manifest } from "../exports/manifest.ts";
import { findRecord, listExports, readPart } from "../exports/read_parts.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import { renderingOf } from "./export_line.ts";
import { drawManifest } from "./export_manifest.ts";
import { exportUri, parseExportUri } from "./export_uri.ts";
import type { ResourceLink, ToolDeps } from "./tool.ts";

/** Resources listed at once. */
const PAGE = 100;

const MANIFEST_TYPE = "application/json";
const PART_TYPE = "application/x-ndjson";

/** A resource's text. */
export interface ResourceText {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
}

/** Some resources, and how to ask for those after them. */
export interface ResourcePage {
  readonly resources: readonly ResourceLink[];
  readonly nextCursor?: string;
}

/** Exports as resources. */
export interface ExportResources {
  /** `VALIDATION_ERROR` for a cursor that is none. */
  list(principal: string, cursor: string | undefined): Promise<Outcome<ResourcePage>>;
  /** `undefined` for what is unknown, expired or somebody else's. */
  read(principal: string, uri: string): Promise<Outcome<ResourceText | undefined>>;
  /** Tells the addresses of what has changed of the caller's, until the function that it returns is called. */
  changes(principal: string, listener: (uris: readonly string[]) => void): () => void;
}

/**
 * Offers exports as resources.
 *
 * @param deps What tools work with.
 */
export function exportResources(deps: ToolDeps): ExportResources {
  const readerOf = (principal: string) => ({
    store: deps.exports.store,
    owner: ownerOf({ principal, rendering: renderingOf(deps.privacy) }),
    now: new Date(deps.exports.clock()),
  });
  return {
    async list(principal, cursor) {
      const after = cursor === undefined ? "" : parseCursor(cursor);
      if (after === undefined) {
        return fail({
          code: "VALIDATION_ERROR",
          field: "cursor",
          expected: "nextCursor of a list",
        });
      }
      const manifests = await listExports(readerOf(principal));
      return manifests.ok ? succeed(pageOf(manifests.value, after)) : manifests;
    },
    async read(principal, uri) {
      const address = parseExportUri(uri);
      if (address === undefined) return succeed(undefined);
      const record = await findRecord(readerOf(principal), address.id);
      if (!record.ok || record.value === undefined) return record.ok ? succeed(undefined) : record;
      return address.n === undefined
        ? succeed(manifestText(uri, record.value, { key: deps.cursorKey, principal }))
        : await partText(uri, record.value.manifest, address.n, deps);
    },
    changes(principal, listener) {
      const { owner } = readerOf(principal);
      return deps.exportChanges.listen((record, hasPart) => {
        if (record.owner === owner) listener(urisOf(record, hasPart));
      });
    },
  };
}

/** Names a manifest, as it is listed and linked to. */
export function manifestResource({ id }: Pick<Manifest, "id">): ResourceLink {
  return { uri: exportUri({ id }), name: `${id}.json`, mimeType: MANIFEST_TYPE };
}

/** Names a part, as it is listed and linked to. */
export function partResource(id: string, { bytes, n }: Manifest["parts"][number]): ResourceLink {
  const uri = exportUri({ id, n });
  return { uri, name: `${id}/${n}.ndjson`, mimeType: PART_TYPE, size: bytes };
}

/** A part never changes once it is there. */
function urisOf({ manifest: { id, parts } }: ExportRecord, hasPart: boolean): readonly string[] {
  const part = hasPart ? [exportUri({ id, n: parts.length })] : [];
  return [exportUri({ id }), ...part];
}

function manifestText(
  uri: string,
  record: ExportRecord,
  seal: Parameters<typeof drawManifest>[1],
): ResourceText {
  const text = JSON.stringify(drawManifest(record, seal), null, 1);
  return { uri, mimeType: MANIFEST_TYPE, text };
}

async function partText(
  uri: string,
  manifest: Manifest,
  n: number,
  { exports: { store } }: ToolDeps,
): Promise<Outcome<ResourceText | undefined>> {
  const part = await readPart(store, manifest, n);
  if (!part.ok || part.value === undefined) return part.ok ? succeed(undefined) : part;
  return succeed({ uri, mimeType: PART_TYPE, text: new TextDecoder().decode(part.value) });
}

/** The newest exports first; a place in the list stays where it is while others come and go. */
function pageOf(manifests: readonly Manifest[], after: string): ResourcePage {
  const all = manifests.flatMap((manifest) => [
    { key: keyOf(manifest, 0), resource: manifestResource(manifest) },
    ...manifest.parts.map((part) => ({
      key: keyOf(manifest, part.n),
      resource: partResource(manifest.id, part),
    })),
  ]).sort((a, b) => a.key < b.key ? -1 : 1).filter(({ key }) => key > after);
  const page = all.slice(0, PAGE);
  const last = page.at(-1);
  const resources = page.map(({ resource }) => resource);
  return all.length <= PAGE || last === undefined
    ? { resources }
    : { resources, nextCursor: Buffer.from(last.key).toString("base64url") };
}

const AGE_DIGITS = 12;
const PART_DIGITS = 6;

/** Sorts the newest first: by the seconds that are left until a far day. */
function keyOf({ created, id }: Manifest, n: number): string {
  const age = String(10 ** (AGE_DIGITS - 1) - Date.parse(created) / 1000).padStart(AGE_DIGITS, "0");
  return `${age} ${id} ${String(n).padStart(PART_DIGITS, "0")}`;
}

const keySchema = z.string().regex(/^\d{12} [0-9a-f]{32} \d{6}$/);

function parseCursor(cursor: string): string | undefined {
  return keySchema.safeParse(Buffer.from(cursor, "base64url").toString()).data;
}
