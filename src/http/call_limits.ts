/**
 * How many tools may be called: by one principal, and about one chat. A call beyond is answered as
 * a failure of the tool, because the model is who has to wait, and hosts hide HTTP errors from it.
 * Who goes on without waiting is refused by HTTP, before the body is read.
 *
 * @module
 */

import { parseChatInput } from "../model/chat_input.ts";
import { fail } from "../model/failure.ts";
import type { Tool, ToolCall } from "../tools/tool.ts";
import { refuse } from "./refusal.ts";
import { type LimitWindow, slidingLimit } from "./sliding_limit.ts";

/** What is allowed, for each principal and for each chat. */
export interface CallRates {
  readonly perMinute: number;
  /** In ten seconds. */
  readonly burst: number;
}

/** The limits, ready. */
export interface CallLimits {
  /** Tools that keep to the limits. */
  readonly limited: (tools: readonly Tool[]) => readonly Tool[];
  /** Refuses a principal that has gone on calling, unheard, as often as a burst. */
  readonly refusal: (principal: string) => Response | undefined;
}

/** A principal at its limit reaches 10,000 chats in five hours; forgetting one by then is harmless. */
const MAX_NAMES = 10_000;
const SECOND = 1000;
const BURST_MS = 10 * SECOND;
const MINUTE_MS = 60 * SECOND;

/**
 * Makes the limits.
 *
 * @param rates What is allowed.
 * @param clock Milliseconds.
 * @returns The limits.
 */
export function callLimits({ perMinute, burst }: CallRates, clock: () => number): CallLimits {
  const bursts: LimitWindow = { most: burst, ms: BURST_MS };
  const windows = [bursts, { most: perMinute, ms: MINUTE_MS }];
  const principals = slidingLimit({ windows, clock, names: MAX_NAMES });
  const chats = slidingLimit({ windows, clock, names: MAX_NAMES });
  const refusals = slidingLimit({ windows: [bursts], clock, names: MAX_NAMES });

  function waitFor(call: ToolCall): number {
    const named = chatsOf(call.arguments);
    let wait = principals.wait(call.principal);
    for (const chat of named) wait = Math.max(wait, chats.wait(chat));
    if (wait > 0) {
      refusals.count(call.principal);
    } else {
      principals.count(call.principal);
      for (const chat of named) chats.count(chat);
    }
    return wait;
  }

  return {
    limited: (tools) =>
      tools.map((tool) => ({
        ...tool,
        handle(call) {
          const wait = waitFor(call);
          if (wait === 0) return tool.handle(call);
          const retry_after_s = Math.ceil(wait / SECOND);
          return Promise.resolve(fail({ code: "RATE_LIMIT_EXCEEDED", retry_after_s }));
        },
      })),
    refusal(principal) {
      const wait = refusals.wait(principal);
      if (wait === 0) return undefined;
      const seconds = Math.ceil(wait / SECOND);
      return refuse(
        "RATE_LIMIT_EXCEEDED",
        `Cannot take more calls now: expected a pause of ${seconds} s.`,
        { "retry-after": String(seconds) },
      );
    },
  };
}

/** Every chat that a call is about, once; what cannot be read is left to the tool to refuse. */
function chatsOf({ chat, input, links }: ToolCall["arguments"]): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (given: unknown) => {
    const name = chatIn(given);
    if (name !== undefined) names.add(name);
  };
  note(chat);
  note(input);
  if (Array.isArray(links)) links.slice(0, MAX_LINKS).forEach(note);
  return names;
}

function chatIn(given: unknown): string | undefined {
  if (typeof given !== "string" && typeof given !== "number") return undefined;
  const target = parseChatInput(String(given), "chat");
  if (!target.ok) return undefined;
  return target.value.by === "id" ? String(target.value.id) : target.value.username.toLowerCase();
}

/** As many as a tool takes. */
const MAX_LINKS = 100;
