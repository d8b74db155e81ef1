/**
 * Public names that somebody's calls have met, for completing them. Bounded, in memory, and apart for
 * each principal: what one has looked at is nobody else's to know.
 *
 * @module
 */

import type { Tool } from "../tools/tool.ts";

/** What was met. */
export interface SeenNames {
  /** Takes note of what a tool answered, in its structured form. */
  note(principal: string, structured: Readonly<Record<string, unknown>>): void;
  /** Chats as `@name`, the latest first. */
  chats(principal: string): readonly string[];
  /** Ids of a forum's topics, the latest first. Their titles are other people's text, and stay out. */
  topics(principal: string, chat: string): readonly string[];
}

/** Most chats, and most topics of a chat, that are kept for a principal. */
const MAX_NAMES = 100;
const MAX_PRINCIPALS = 100;

/** A chat, with the topics met in it, the latest last. */
type Chats = Map<string, Set<string>>;

/**
 * Makes an empty memory.
 *
 * @example What was resolved can be completed
 * ```ts
 * import { createSeenNames } from "./seen_names.ts";
 * import assert from "node:assert/strict";
 *
 * const seen = createSeenNames();
 * seen.note("ada", { kind: "channel", username: "durov" });
 * assert.deepEqual([seen.chats("ada"), seen.chats("bob")], [["@durov"], []]);
 * ```
 */
export function createSeenNames(): SeenNames {
  const seen = new Map<string, Chats>();
  return {
    note(principal, structured) {
      const name = publicName(structured) ?? publicName(structured["chat"]);
      if (name === undefined) return;
      const chats = latest(seen, principal, new Map(), MAX_PRINCIPALS);
      const topics = latest(chats, name, new Set<string>(), MAX_NAMES);
      for (const id of topicsIn(structured)) {
        topics.delete(id);
        topics.add(id);
      }
      while (topics.size > MAX_NAMES) topics.delete(topics.values().next().value ?? "");
    },
    chats: (principal) => [...seen.get(principal)?.keys() ?? []].reverse(),
    topics: (principal, chat) => {
      const name = [...seen.get(principal)?.keys() ?? []].find((each) => isSame(each, chat));
      return [...seen.get(principal)?.get(name ?? "") ?? []].reverse();
    },
  };
}

/**
 * Has tools take note of what they answer.
 *
 * @param tools The tools.
 * @param seen Where.
 */
export function withSeenNames(tools: readonly Tool[], seen: SeenNames): readonly Tool[] {
  return tools.map((tool) => ({
    ...tool,
    handle: async (call) => {
      const outcome = await tool.handle(call);
      if (outcome.ok) seen.note(call.principal, outcome.value.structured);
      return outcome;
    },
  }));
}

/** Moves an entry to the end, makes it if need be, and drops the oldest beyond the bound. */
function latest<Value>(
  map: Map<string, Value>,
  key: string,
  fresh: Value,
  most: number,
): Value {
  const value = map.get(key) ?? fresh;
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value ?? "");
  return value;
}

/** Of channels and groups only: people's names are not to be kept. */
function publicName(chat: unknown): string | undefined {
  if (typeof chat !== "object" || chat === null) return undefined;
  const { kind, username } = chat as { readonly kind?: unknown; readonly username?: unknown };
  const isChat = kind === "channel" || kind === "supergroup" || kind === "forum";
  const isName = typeof username === "string" && /^[A-Za-z]\w{3,31}$/.test(username);
  return isChat && isName ? `@${username}` : undefined;
}

function topicsIn({ topics }: Readonly<Record<string, unknown>>): readonly string[] {
  if (!Array.isArray(topics)) return [];
  return topics.flatMap((topic: { readonly topic_id?: unknown } | null) =>
    typeof topic?.topic_id === "number" ? [String(topic.topic_id)] : []
  );
}

function isSame(name: string, given: string): boolean {
  return name.toLowerCase() === `@${given.replace(/^@/, "").toLowerCase()}`;
}
