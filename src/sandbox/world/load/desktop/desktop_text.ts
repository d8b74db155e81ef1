/**
 * Puts the texts of a Telegram Desktop export together again: it splits them at their entities.
 *
 * @module
 */

import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { madeUpLong } from "../made_up.ts";

/** A text and its raw entities, offsets and lengths in UTF-16 code units. */
export interface RawText {
  readonly text: string;
  readonly entities: readonly JsonObject[];
}

/** A stretch of text as the export has it. */
type Part = { readonly text: string; readonly json: JsonObject };

/** Constructors by the export's word. Empty: text without an entity. */
const ENTITIES: Readonly<Record<string, string>> = {
  plain: "",
  unknown: "MessageEntityUnknown",
  mention: "MessageEntityMention",
  hashtag: "MessageEntityHashtag",
  bot_command: "MessageEntityBotCommand",
  link: "MessageEntityUrl",
  email: "MessageEntityEmail",
  bold: "MessageEntityBold",
  italic: "MessageEntityItalic",
  code: "MessageEntityCode",
  pre: "MessageEntityPre",
  text_link: "MessageEntityTextUrl",
  mention_name: "MessageEntityMentionName",
  phone: "MessageEntityPhone",
  cashtag: "MessageEntityCashtag",
  underline: "MessageEntityUnderline",
  strikethrough: "MessageEntityStrike",
  blockquote: "MessageEntityBlockquote",
  bank_card: "MessageEntityBankCard",
  spoiler: "MessageEntitySpoiler",
  custom_emoji: "MessageEntityCustomEmoji",
};

/** What some entities have beside their place. */
const DETAILS: Readonly<Record<string, (json: JsonObject) => JsonObject>> = {
  pre: ({ language }) => ({ language: language ?? "" }),
  text_link: ({ href }) => ({ url: href ?? "" }),
  mention_name: ({ user_id }) => ({ user_id }),
  blockquote: ({ collapsed }) => ({ collapsed: collapsed === true || collapsed === "true" }),
  custom_emoji: ({ document_id }) => ({ document_id: exportedDocumentId(document_id) }),
};

/**
 * Reads a text.
 *
 * @param text A string, or a list of strings and objects with `type` and `text`.
 * @param textEntities The same as objects only, in newer exports; preferred where both agree.
 * @param leftOuts Hears of kinds of entities that are unknown.
 * @returns The text and its raw entities.
 *
 * @example A bold word behind an emoji
 * ```ts
 * import { readDesktopText } from "./desktop_text.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(readDesktopText(["🙂 ", { type: "bold", text: "hi" }], undefined, UNHEARD), {
 *   text: "🙂 hi",
 *   entities: [{ _: "MessageEntityBold", offset: 3, length: 2 }],
 * });
 * ```
 */
export function readDesktopText(text: unknown, textEntities: unknown, leftOuts: LeftOuts): RawText {
  const parts = partsOf(text);
  const detailed = partsOf(textEntities);
  const agree = text === undefined || joined(detailed) === joined(parts);
  return putTogether(agree ? detailed : parts, leftOuts);
}

/** A document's id; exports have the path of a file in its place where they hold the file. */
export function exportedDocumentId(value: unknown): string {
  const text = String(value ?? "");
  return /^-?\d{1,19}$/.test(text) ? text : madeUpLong(`document ${text}`).toString();
}

function partsOf(value: unknown): readonly Part[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item): Part[] => {
    if (typeof item === "string") return [{ text: item, json: { type: "plain" } }];
    return isJsonObject(item) && typeof item["text"] === "string"
      ? [{ text: item["text"], json: item }]
      : [];
  });
}

function joined(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join("");
}

function putTogether(parts: readonly Part[], leftOuts: LeftOuts): RawText {
  const entities: JsonObject[] = [];
  let offset = 0;
  for (const { text, json } of parts) {
    const type = String(json["type"]);
    const constructor = Object.hasOwn(ENTITIES, type) ? ENTITIES[type] : undefined;
    if (constructor === undefined) leftOuts.note("entity", type);
    else if (constructor !== "" && text !== "") {
      entities.push({ _: constructor, offset, length: text.length, ...DETAILS[type]?.(json) });
    }
    offset += text.length;
  }
  return { text: joined(parts), entities };
}
