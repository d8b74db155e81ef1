/**
 * What the house tells whoever observes it: what took how long and how it ended, in words and numbers
 * of a bounded set. No text of a message, no name, no session and no key is ever among them; only the
 * audit hears of a chat's id and of who called. `observe/` implements it.
 *
 * @module
 */

import type { FailureCode } from "./failure.ts";
import type { Direction, Window } from "./query.ts";

/** How something ended. */
export type Status = "ok" | FailureCode;

/** Something that has begun and takes time. */
export interface Ongoing<End> {
  /** Runs work as a part of it: what begins inside belongs to it. */
  readonly within: <T>(work: () => T) => T;
  /** Called once. */
  readonly end: (end: End) => void;
}

/** A trace's context as the caller sent it in `_meta` (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** An MCP request has come in. Every word is one of a known list, `unknown` for any other. */
export interface OperationBegun {
  readonly method: string;
  /** For `tools/call`. */
  readonly tool?: string;
  /** For `resources/read`: a resource of ours. */
  readonly uri?: string;
  readonly requestId: string;
  readonly protocolVersion?: string;
  /** What carries it: stdio's pipe, or HTTP. */
  readonly transport: "pipe" | "tcp";
  readonly parent?: TraceContext;
}

/** An MCP request has been answered, or needs no answer any more. */
export interface OperationEnded {
  /** Absent when all went well; otherwise `tool_error`, `cancelled` or the JSON-RPC error's code. */
  readonly errorType?: string;
  /** The JSON-RPC error's code. */
  readonly errorCode?: number;
}

/** A tool has been called. */
export interface ToolCallBegun {
  /** A listed name, or `unknown`. */
  readonly tool: string;
  readonly principal: string;
}

/** What a tool call is about and what it found, as far as it came. */
export interface CallFacts {
  /** Marked ids. */
  readonly chatIds?: readonly number[];
  readonly window?: Window;
  readonly direction?: Direction;
  /** How many were returned. */
  readonly messages?: number;
  /** How many were returned. */
  readonly topics?: number;
}

/** A tool call has been answered. */
export interface ToolCallEnded {
  readonly status: Status;
  readonly facts: CallFacts;
}

/** A call goes out to Telegram. */
export interface TelegramCallBegun {
  /** As the TL schema names it: `messages.getHistory`. */
  readonly method: string;
}

/** A call to Telegram has ended. */
export interface TelegramCallEnded {
  readonly status: Status;
  /** With `FLOOD_WAIT`: the seconds that Telegram asks to wait. */
  readonly floodWaitS?: number;
}

/** A part of an export has been written, or could not be. */
export interface ExportPartEnded {
  readonly status: Status;
  readonly messages: number;
  readonly bytes: number;
}

/** One call's work on an export has ended. */
export interface Exported {
  readonly status: "complete" | "partial" | "failed";
  /** The whole export's size so far. */
  readonly bytes: number;
}

/** Hears what happens in the house. */
export interface Observer {
  readonly operation: (begun: OperationBegun) => Ongoing<OperationEnded>;
  readonly toolCall: (begun: ToolCallBegun) => Ongoing<ToolCallEnded>;
  readonly telegramCall: (begun: TelegramCallBegun) => Ongoing<TelegramCallEnded>;
  readonly exportPart: () => Ongoing<ExportPartEnded>;
  readonly exported: (exported: Exported) => void;
  /** A chat was looked up among those remembered. */
  readonly chatLookup: (result: "hit" | "miss") => void;
  /** The connection to Telegram has come up, or ended. */
  readonly connection: (state: "up" | "down") => void;
}

/**
 * Makes one observer of several; none of them has to listen to everything.
 *
 * @param observers They hear of each event in this order.
 * @returns An observer that tells them all.
 *
 * @example The second one listens to the cache alone
 * ```ts
 * import { observers } from "./observer.ts";
 * import assert from "node:assert/strict";
 *
 * const heard: string[] = [];
 * const all = observers([{}, { chatLookup: (result) => void heard.push(result) }]);
 * all.chatLookup("hit");
 * all.connection("up");
 * assert.deepEqual(heard, ["hit"]);
 * ```
 */
export function observers(observers: readonly Partial<Observer>[]): Observer {
  return {
    operation: beginAll(observers.map((each) => each.operation)),
    toolCall: beginAll(observers.map((each) => each.toolCall)),
    telegramCall: beginAll(observers.map((each) => each.telegramCall)),
    exportPart: beginAll<void, ExportPartEnded>(observers.map((each) => each.exportPart)),
    exported: tellAll(observers.map((each) => each.exported)),
    chatLookup: tellAll(observers.map((each) => each.chatLookup)),
    connection: tellAll(observers.map((each) => each.connection)),
  };
}

/** Nobody observes. */
export const NO_OBSERVER: Observer = observers([]);

type Begin<Begun, End> = (begun: Begun) => Ongoing<End>;

function beginAll<Begun, End>(
  listeners: readonly (Begin<Begun, End> | undefined)[],
): Begin<Begun, End> {
  const present = listeners.filter((each) => each !== undefined);
  if (present.length === 1) return present[0]!;
  return (begun) => {
    const ongoing = present.map((each) => each(begun));
    return {
      within: (work) => ongoing.reduceRight((inner, { within }) => () => within(inner), work)(),
      end: (end) => ongoing.forEach((each) => each.end(end)),
    };
  };
}

function tellAll<Event>(
  listeners: readonly (((event: Event) => void) | undefined)[],
): (event: Event) => void {
  const present = listeners.filter((each) => each !== undefined);
  return (event) => present.forEach((each) => each(event));
}
