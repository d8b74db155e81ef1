/**
 * `/exports/{id}.ndjson`: a whole export as one file, or a part of it.
 *
 * @module
 */

import { namesEtag, type Wanted, wantedRange } from "./byte_range.ts";
import type { Exports, OpenExport } from "./deps.ts";
import { refuse } from "./refusal.ts";

/**
 * Answers a request for an export.
 *
 * @param request GET or HEAD.
 * @param id The export's, from the path.
 * @param principal Who asks, and whose it has to be.
 * @param exports Where exports are.
 * @returns The file or a part (200, 206), nothing new (304), or a refusal (404, 409, 412, 416, 503).
 */
export async function exportAnswer(
  request: Request,
  id: string,
  principal: string,
  exports: Exports,
): Promise<Response> {
  const opened = await exports.open(principal, id);
  if (!opened.ok) return refuse("UNAVAILABLE", "Cannot reach the exports now; try again later.");
  const found = opened.value;
  if (found === undefined) {
    return refuse("NOT_FOUND", "Cannot find this export: it has expired, or never was yours.");
  }
  if (!found.isComplete) {
    return refuse(
      "INCOMPLETE",
      "Cannot give this export: expected a complete one; call tg_export_history again to go on.",
    );
  }
  return fileOrNothing(request, found, id);
}

/** The conditions come first (RFC 9110, section 13.2.2). */
function fileOrNothing(request: Request, found: OpenExport, id: string): Response {
  const { headers } = request;
  const etag = `"${found.etag}"`;
  const ifMatch = headers.get("if-match");
  if (ifMatch !== null && !namesEtag(ifMatch, etag, false)) {
    return refuse("PRECONDITION_FAILED", "Cannot go on with this export: it has changed.");
  }
  const common = commonHeaders(id, etag);
  const ifNoneMatch = headers.get("if-none-match");
  if (ifNoneMatch !== null && namesEtag(ifNoneMatch, etag, true)) {
    return new Response(null, { status: 304, headers: common });
  }
  return fileAnswer(request, found, wanted(request, etag, found.size), common);
}

/** A part is for GET only, and of no use to whoever holds parts of another version. */
function wanted({ method, headers }: Request, etag: string, size: number): Wanted {
  const ifRange = headers.get("if-range");
  if (method !== "GET" || (ifRange !== null && ifRange !== etag)) return "whole";
  return wantedRange(headers.get("range"), size);
}

function fileAnswer(
  { method }: Request,
  { size, stream }: OpenExport,
  range: Wanted,
  common: Readonly<Record<string, string>>,
): Response {
  if (range === "none") {
    return refuse(
      "RANGE_NOT_SATISFIABLE",
      `Cannot give this part: expected one within ${size} bytes.`,
      { "content-range": `bytes */${size}`, "accept-ranges": "bytes" },
    );
  }
  const { start, end } = range === "whole" ? { start: 0, end: size } : range;
  const headers = {
    ...common,
    "content-length": String(end - start),
    ...(range === "whole" ? {} : { "content-range": `bytes ${start}-${end - 1}/${size}` }),
  };
  const body = method === "HEAD" ? null : stream({ start, end });
  return new Response(body, { status: range === "whole" ? 200 : 206, headers });
}

function commonHeaders(id: string, etag: string): Readonly<Record<string, string>> {
  return {
    "content-type": "application/x-ndjson; charset=utf-8",
    "content-disposition": `attachment; filename="${id}.ndjson"`,
    "accept-ranges": "bytes",
    etag,
    // Not to be packed on the way either: parts and tags are of the bytes as they are.
    "cache-control": "private, no-cache, no-transform",
  };
}
