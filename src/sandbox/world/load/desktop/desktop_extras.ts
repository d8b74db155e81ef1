/**
 * Reactions and buttons of a Telegram Desktop export, as raw API objects.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { exportedPeer } from "./desktop_names.ts";
import { exportedDocumentId } from "./desktop_text.ts";

const REACTIONS: Readonly<Record<string, (json: JsonObject) => JsonObject>> = {
  emoji: ({ emoji }) => ({ _: "ReactionEmoji", emoticon: emoji }),
  custom_emoji: ({ document_id }) => ({
    _: "ReactionCustomEmoji",
    document_id: exportedDocumentId(document_id),
  }),
  paid: () => ({ _: "ReactionPaid" }),
};

/** Makers of buttons by the export's word. `data` is the link, query, text or id that a button has. */
const BUTTONS: Readonly<
  Record<string, (text: unknown, data: unknown, json: JsonObject) => JsonObject>
> = {
  default: (text) => ({ _: "KeyboardButton", text }),
  url: (text, url) => ({ _: "KeyboardButtonUrl", text, url }),
  callback: (text, _, json) => ({ _: "KeyboardButtonCallback", text, data: callbackData(json) }),
  callback_with_password: (text, _, json) => ({
    _: "KeyboardButtonCallback",
    requires_password: true,
    text,
    data: callbackData(json),
  }),
  request_phone: (text) => ({ _: "KeyboardButtonRequestPhone", text }),
  request_location: (text) => ({ _: "KeyboardButtonRequestGeoLocation", text }),
  request_poll: (text) => ({ _: "KeyboardButtonRequestPoll", text }),
  switch_inline: (text, query) => ({ _: "KeyboardButtonSwitchInline", text, query }),
  switch_inline_same: (text, query) => ({
    _: "KeyboardButtonSwitchInline",
    same_peer: true,
    text,
    query,
  }),
  game: (text) => ({ _: "KeyboardButtonGame", text }),
  buy: (text) => ({ _: "KeyboardButtonBuy", text }),
  auth: (text, url, { forward_text, button_id }) => ({
    _: "KeyboardButtonUrlAuth",
    text,
    url,
    fwd_text: forward_text,
    button_id,
  }),
  user_profile: (text, user_id) => ({ _: "KeyboardButtonUserProfile", text, user_id }),
  web_view: (text, url) => ({ _: "KeyboardButtonWebView", text, url }),
  simple_web_view: (text, url) => ({ _: "KeyboardButtonSimpleWebView", text, url }),
  copy_text: (text, copy_text) => ({ _: "KeyboardButtonCopy", text, copy_text }),
};

/**
 * Reads a message's reactions.
 *
 * @param value The message's `reactions`.
 * @param leftOuts Hears of reactions of unknown kinds.
 * @returns A raw `MessageReactions`, or `undefined` if there are none.
 *
 * @example One kind
 * ```ts
 * import { desktopReactions } from "./desktop_extras.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(desktopReactions([{ type: "emoji", emoji: "👍", count: 3 }], UNHEARD), {
 *   _: "MessageReactions",
 *   results: [{ _: "ReactionCount", reaction: { _: "ReactionEmoji", emoticon: "👍" }, count: 3 }],
 *   recent_reactions: [],
 * });
 * ```
 */
export function desktopReactions(value: unknown, leftOuts: LeftOuts): JsonObject | undefined {
  const known = objectsIn(value).flatMap((json) => {
    const reaction = madeBy(REACTIONS, "reaction", json, leftOuts)?.(json);
    return reaction === undefined ? [] : [{ reaction, json }];
  });
  if (known.length === 0) return undefined;
  return {
    _: "MessageReactions",
    results: known.map(({ reaction, json }) => ({
      _: "ReactionCount",
      reaction,
      count: json["count"],
    })),
    recent_reactions: known.flatMap(({ reaction, json }) => recentOf(reaction, json["recent"])),
  };
}

/**
 * Reads the buttons under a message.
 *
 * @param value The message's `inline_bot_buttons`: rows of buttons.
 * @param leftOuts Hears of buttons of unknown kinds.
 * @returns A raw `ReplyInlineMarkup`, or `undefined` if there are none.
 */
export function desktopButtons(value: unknown, leftOuts: LeftOuts): JsonObject | undefined {
  const rows = (Array.isArray(value) ? value : [])
    .map((row) => objectsIn(row).flatMap((json) => buttonOf(json, leftOuts)))
    .filter((buttons) => buttons.length > 0);
  if (rows.length === 0) return undefined;
  return {
    _: "ReplyInlineMarkup",
    rows: rows.map((buttons) => ({ _: "KeyboardButtonRow", buttons })),
  };
}

function buttonOf(json: JsonObject, leftOuts: LeftOuts): readonly JsonObject[] {
  const make = madeBy(BUTTONS, "button", json, leftOuts);
  return make === undefined ? [] : [make(json["text"] ?? "", json["data"] ?? "", json)];
}

function recentOf(reaction: JsonObject, recent: unknown): readonly JsonObject[] {
  return objectsIn(recent).flatMap(({ from_id, date }) => {
    const peer = exportedPeer(from_id);
    const peer_id = peer === undefined ? undefined : { [`${peer.type}_id`]: peer.id };
    return peer_id === undefined ? [] : [{ _: "MessagePeerReaction", peer_id, reaction, date }];
  });
}

function madeBy<T>(
  makers: Readonly<Record<string, T>>,
  what: string,
  json: JsonObject,
  leftOuts: LeftOuts,
): T | undefined {
  const type = String(json["type"]);
  if (Object.hasOwn(makers, type)) return makers[type];
  leftOuts.note("object", `${what} ${type}`);
  return undefined;
}

/** Newer exports write callback data as Base64; older ones as text. */
function callbackData({ dataBase64, data }: JsonObject): readonly number[] {
  const bytes = typeof dataBase64 === "string"
    ? Buffer.from(dataBase64, "base64")
    : Buffer.from(typeof data === "string" ? data : "");
  return [...bytes];
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
