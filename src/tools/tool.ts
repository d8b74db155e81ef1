/**
 * What a tool is: a definition that is pure data, and a handler bound to what it works with.
 *
 * @module
 */

import type { z } from "zod";
import type { Chats } from "../history/chats.ts";
import type { Outcome } from "../model/failure.ts";
import type { CallFacts } from "../model/observer.ts";
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
  /** At least 32 bytes; signs cursors. */
  readonly cursorKey: Uint8Array;
  /** Fresh random bytes, as many as asked for. */
  readonly random: (bytes: number) => Uint8Array;
}

/** One call. */
export interface ToolCall {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** Who calls, over HTTP; one fixed name over stdio. */
  readonly principal: string;
  /** Says in our own words how far the call has come; heard by whoever waits. */
  readonly report: (words: string) => void;
  /** Tells observers what the call is about and what it found; later facts are added to earlier ones. */
  readonly tell: (facts: CallFacts) => void;
}

/** What leaves, in the two forms: each is safe and complete alone. */
export interface ToolAnswer {
  readonly text: string;
  readonly structured: Readonly<Record<string, unknown>>;
}

/** A tool, ready to be called. */
export interface Tool {
  readonly definition: ToolDefinition;
  readonly handle: (call: ToolCall) => Promise<Outcome<ToolAnswer>>;
}
