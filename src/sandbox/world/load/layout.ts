/**
 * Tells the layouts of history files apart by what they hold.
 *
 * @module
 */

import { isJsonObject, parseSpan } from "./json/json_parse.ts";
import {
  documentSpan,
  elementSpans,
  isArrayAt,
  isObjectAt,
  memberSpans,
  type Span,
} from "./json/json_scan.ts";
import { isRawMessage } from "./raw/raw_survey.ts";

/** A chat as a Telegram Desktop export has it: where its members are. */
export type ExportedChat = ReadonlyMap<string, Span>;

/** What a file is, and where its parts are. */
export type Layout =
  | {
    readonly kind: "raw";
    readonly messages: readonly Span[];
    /** Raw users and chats, where the messages come in an API answer that has them. */
    readonly entities: readonly Span[];
  }
  | { readonly kind: "desktop"; readonly chats: readonly ExportedChat[] }
  | { readonly kind: "unknown" };

/** How many elements are looked at to tell the layout. */
const LOOKED_AT = 50;

/**
 * Finds out what a file is.
 *
 * @param bytes JSON in UTF-8.
 * @returns The layout and its parts' places. Throws a SyntaxError where the text is not JSON.
 *
 * @example An array of raw messages
 * ```ts
 * import { detectLayout } from "./layout.ts";
 * import assert from "node:assert/strict";
 *
 * const layout = detectLayout(new TextEncoder().encode('[{"_":"Message","id":1}]'));
 * assert.equal(layout.kind, "raw");
 * ```
 */
export function detectLayout(bytes: Uint8Array): Layout {
  const top = documentSpan(bytes);
  if (isArrayAt(bytes, top)) return rawLayout(bytes, elementSpans(bytes, top), []);
  if (!isObjectAt(bytes, top)) return { kind: "unknown" };
  const members = membersOf(bytes, top);
  const messages = elementsIn(bytes, members.get("messages"));
  if (messages === undefined) return accountLayout(bytes, members);
  const entities = ["users", "chats"].flatMap((key) => elementsIn(bytes, members.get(key)) ?? []);
  const raw = rawLayout(bytes, messages, entities);
  return raw.kind === "raw" ? raw : { kind: "desktop", chats: [members] };
}

/** Finds a list's elements; `undefined` for what is no list. */
export function elementsIn(bytes: Uint8Array, span: Span | undefined): readonly Span[] | undefined {
  return span !== undefined && isArrayAt(bytes, span) ? elementSpans(bytes, span) : undefined;
}

function rawLayout(
  bytes: Uint8Array,
  messages: readonly Span[],
  entities: readonly Span[],
): Layout {
  const first = messages.slice(0, LOOKED_AT);
  if (!first.some((span) => isRawMessage(parseSpan(bytes, span)))) return { kind: "unknown" };
  return { kind: "raw", messages, entities };
}

/** An export of a whole account keeps its chats in two lists: those of today, and those it left. */
function accountLayout(bytes: Uint8Array, members: ReadonlyMap<string, Span>): Layout {
  const lists = ["chats", "left_chats"].flatMap((key) => {
    const span = members.get(key);
    if (span === undefined || !isObjectAt(bytes, span)) return [];
    return elementsIn(bytes, membersOf(bytes, span).get("list")) ?? [];
  });
  if (lists.length === 0) return { kind: "unknown" };
  const chats = lists.filter((span) => isObjectAt(bytes, span)).map((span) =>
    membersOf(bytes, span)
  );
  return { kind: "desktop", chats };
}

/** An object's members by key; of a key that repeats the last one counts, as in JSON.parse. */
function membersOf(bytes: Uint8Array, object: Span): ReadonlyMap<string, Span> {
  return new Map(
    memberSpans(bytes, object).map(({ key, value }) => [String(parseSpan(bytes, key)), value]),
  );
}

/** Parses a member; `undefined` if there is none, or if it is a list or an object. */
export function plainMember(bytes: Uint8Array, chat: ExportedChat, key: string): unknown {
  const span = chat.get(key);
  const value = span === undefined ? undefined : parseSpan(bytes, span);
  return isJsonObject(value) || Array.isArray(value) ? undefined : value;
}
