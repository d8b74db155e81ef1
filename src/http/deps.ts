/**
 * What the HTTP layer works with.
 *
 * @module
 */

import type { Server } from "@modelcontextprotocol/server";
import type { ServerParts } from "../mcp/server.ts";
import type { Failure, Outcome } from "../model/failure.ts";
import type { Readiness } from "../model/readiness.ts";
import type { Tool } from "../tools/tool.ts";
import type { AllowLists } from "./allow_lists.ts";
import type { BodyBounds } from "./body.ts";
import type { CallRates } from "./call_limits.ts";
import type { Authentication } from "./caller.ts";

/** A part of a file, in bytes: `[start, end)`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An export that can be read. */
export interface OpenExport {
  /** Whether everything that was asked for is in it. */
  readonly isComplete: boolean;
  /** Changes with the content; letters, digits, `-` and `_`. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Reads a part; whoever cancels the stream ends the reading. */
  readonly stream: (range: ByteRange) => ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Where exports are. */
export interface Exports {
  /** Opens an export; somebody else's is unknown, as is one that has expired. */
  readonly open: (principal: string, id: string) => Promise<Outcome<OpenExport | undefined>>;
  /** Why they cannot be reached now, if they cannot. */
  readonly problem: () => Promise<Failure | undefined>;
}

/** The metrics, as Prometheus reads them. */
export interface Metrics {
  readonly text: () => Promise<string>;
  /** The text's media type. */
  readonly contentType: string;
}

/** How many requests are served at once. */
export interface Concurrency {
  readonly total: number;
  readonly perPrincipal: number;
}

/** What the HTTP layer works with. */
export interface HttpDeps {
  /** What the server is, and its tools. */
  readonly parts: Pick<ServerParts, "identity" | "tools" | "log" | "newId" | "observer">;
  /** Makes a protocol server for one request, with tools that keep to the caller's limits. */
  readonly newServer: (tools: readonly Tool[], principal: string) => Server;
  readonly allowed: AllowLists;
  readonly authentication: Authentication;
  readonly rates: CallRates;
  readonly concurrency: Concurrency;
  readonly body: BodyBounds;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Whether tools can answer now. */
  readonly ready: () => Promise<Readiness>;
  /** The metrics; absent when they are told elsewhere, or not kept. */
  readonly metrics?: Metrics;
  readonly exports?: Exports;
  /** Aborts when the server begins to end: it is not ready from then on. */
  readonly stopping: AbortSignal;
  /** Aborts when what is still under way has to end: tools answer that they were cancelled. */
  readonly cancelling: AbortSignal;
}
