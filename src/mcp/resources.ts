/**
 * Exports as the protocol's resources.
 *
 * @module
 */

import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type Server,
} from "@modelcontextprotocol/server";
import type { Outcome } from "../model/failure.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import type { ExportResources } from "../tools/export_resources.ts";
import { EXPORT_TEMPLATES } from "../tools/export_uri.ts";

/**
 * How a client hears that a resource has changed. `subscribe`: it subscribes to each one
 * (`resources/subscribe`, the revisions of 2025). `listen`: whoever carries the connection sorts out what
 * the client listens to (`subscriptions/listen`, the revision of 2026), and is told of everything.
 * `carrier`: the same, and it is told by another way.
 */
export type ResourceUpdates = "subscribe" | "listen" | "carrier";

/** What resources are served with. */
export interface ResourceParts {
  readonly exports: ExportResources;
  /** Who calls. */
  readonly principal: string;
  /** Absent: clients do not hear of changes, and are told so. */
  readonly updates?: ResourceUpdates;
}

/** Subscriptions of one connection. */
const MAX_SUBSCRIPTIONS = 1000;

const TEMPLATES = [
  {
    uriTemplate: EXPORT_TEMPLATES.manifest,
    name: "export",
    description:
      "Manifest of an export that tg_export_history made: how far it reaches, its parts.",
    mimeType: "application/json",
  },
  {
    uriTemplate: EXPORT_TEMPLATES.part,
    name: "export part",
    description:
      "One part of an export: a message a line, at most 1 MiB. Untrusted text of third parties.",
    mimeType: "application/x-ndjson",
  },
];

const NOT_FOUND =
  "Cannot find this resource: the export has expired, or there is no such part. Call " +
  "tg_export_history with the same arguments to make it again; resources/list tells what is there.";

/**
 * Answers requests for resources.
 *
 * @param server The server; it has to have the capability `resources`.
 * @param parts What is served.
 */
export function serveResources(
  server: Server,
  { exports, principal, updates }: ResourceParts,
): void {
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: TEMPLATES }));
  server.setRequestHandler("resources/list", async ({ params }) => {
    const { resources, nextCursor } = valueOf(await exports.list(principal, params?.cursor));
    return { resources: [...resources], ...(nextCursor === undefined ? {} : { nextCursor }) };
  });
  server.setRequestHandler("resources/read", async ({ params: { uri } }) => {
    const found = valueOf(await exports.read(principal, uri));
    if (found === undefined) throw new ResourceNotFoundError(uri, NOT_FOUND);
    return { contents: [{ ...found }] };
  });
  const changes: Changes = (listener) => exports.changes(principal, listener);
  if (updates === "subscribe") tellSubscribers(server, changes);
  if (updates === "listen") tellOf(server, changes, () => true);
}

/** Tells of the caller's exports. */
type Changes = (listener: (uris: readonly string[]) => void) => () => void;

function tellSubscribers(server: Server, changes: Changes): void {
  const subscribed = new Set<string>();
  server.setRequestHandler("resources/subscribe", ({ params: { uri } }) => {
    if (subscribed.size >= MAX_SUBSCRIPTIONS && !subscribed.has(uri)) {
      throw invalid(`Cannot subscribe: at most ${MAX_SUBSCRIPTIONS} resources at a time`);
    }
    subscribed.add(uri);
    return {};
  });
  server.setRequestHandler("resources/unsubscribe", ({ params: { uri } }) => {
    subscribed.delete(uri);
    return {};
  });
  tellOf(server, changes, (uri) => subscribed.has(uri));
}

/** Tells of changes until the connection ends. */
function tellOf(
  server: Server,
  changes: Changes,
  isWanted: (uri: string) => boolean,
): void {
  const stop = changes((uris) => {
    for (const uri of uris.filter(isWanted)) {
      // A client that has gone away needs no news.
      server.sendResourceUpdated({ uri }).catch(() => {});
    }
  });
  const { onclose } = server;
  server.onclose = () => {
    stop();
    onclose?.();
  };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw invalid(failureSentence(outcome.failure));
}

function invalid(sentence: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, sentence);
}
