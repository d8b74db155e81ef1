/**
 * What a tool is: a definition that is pure data, and a handler bound to what it works with.
 *
 * @module
 */

import type { z } from "zod";
import type { Chats } from "../history/chats.ts";
import type { ExportChanges } from "../exports/changes.ts";
import type { ExportDeps } from "../exports/export.ts";
import type { Outcome } from "../model/failure.ts";
import type { CallFacts, Observer } from "../model/observer.ts";
import type { PiiPolicy } from "../privacy/policy.ts";
import type { Telegram } from "../telegram/port.ts";

/** Everything a client is told of a tool. */
export interface ToolDefinition {
  /** Letters, digits and underscores: hosts refuse dots. */
  readonly name: string;
  /** Answered too, but not listed. */
  readonly alias: string;
  readonly title: string;
  /** At most 2 KB: hosts cut longer ones. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** For each argument the words that finish "expected …" when it is wrong. */
  readonly expected: Readonly<Record<string, string>>;
}

/** What tools work with. */
export interface ToolDeps {
  readonly telegram: Telegram;
  readonly chats: Chats;
  readonly privacy: PiiPolicy;
  /** Hears of exports; nobody by default. */
  readonly observer?: Pick<Observer, "exported">;
  /** At least 32 bytes; signs cursors. */
  readonly cursorKey: Uint8Array;
  readonly exports: ExportDeps;
  /** Hears what the exports' store has kept. */
  readonly exportChanges: Pick<ExportChanges, "listen">;
  /** Fresh random bytes, as many as asked for. */
  readonly random: (bytes: number) => Uint8Array;
}

/** One call. */
export interface ToolCall {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** Who calls, over HTTP; one fixed name over stdio. */
  readonly principal: string;
  /** Says in our own words, and in messages, how far the call has come; heard by whoever waits. */
  readonly report: (words: string, count?: MessageCount) => void;
  /** Tells observers what the call is about and what it found; later facts are added to earlier ones. */
  readonly tell: (facts: CallFacts) => void;
}

/** Messages read, and how many there will be, if that is known. */
export interface MessageCount {
  readonly done: number;
  readonly total?: number | undefined;
}

/** What leaves, in the two forms: each is safe and complete alone. */
export interface ToolAnswer {
  readonly text: string;
  readonly structured: Readonly<Record<string, unknown>>;
  /** Resources that it speaks of. */
  readonly links?: readonly ResourceLink[];
}

/** A resource that can be read. */
export interface ResourceLink {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size?: number;
}

/** A tool, ready to be called. */
export interface Tool {
  readonly definition: ToolDefinition;
  readonly handle: (call: ToolCall) => Promise<Outcome<ToolAnswer>>;
}
