/**
 * Reads what people write for a chat: names, links in every form Telegram has, and ids.
 *
 * Link forms: core.telegram.org/api/links.
 *
 * @module
 */

import { markedId } from "./chat.ts";
import { fail, type Outcome, succeed } from "./failure.ts";

/** What an input points to. */
export type ChatTarget =
  | {
    readonly by: "username";
    /** As written, without `@`. */
    readonly username: string;
  } & Place
  | {
    readonly by: "id";
    /** As written: a marked id, or the bare id of a user, group or channel. */
    readonly id: number;
  } & Place;

/** The message that a link names. */
export interface Place {
  /** Its id in the chat. */
  readonly message_id?: number;
  /** The forum's topic. */
  readonly topic_id?: number;
  /** A comment under the message: its id in the discussion group. */
  readonly comment_id?: number;
}

/** The words that finish "expected …" for a chat input. */
export const CHAT_EXPECTED =
  "a public chat: @name, a t.me link to it or to one of its messages, or an id such as -1001234567890";

const HOSTS: ReadonlySet<string> = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** First path parts of t.me links that are not names: core.telegram.org/api/links. */
const NOT_A_CHAT: ReadonlySet<string> = new Set([
  "addemoji",
  "addlist",
  "addstickers",
  "addtheme",
  "bg",
  "boost",
  "confirmphone",
  "contact",
  "giftcode",
  "invoice",
  "iv",
  "login",
  "m",
  "nft",
  "proxy",
  "setlanguage",
  "share",
  "socks",
]);

/** Telegram's names are shorter; loaded histories may have longer ones. */
const NAME = /^[a-z0-9_]{1,64}$/i;
const PHONE = /^\+[\d\s().-]{5,}$/;
/** The highest message id after which Telegram's 32 bits have room for one more, as offsets need. */
export const MAX_MESSAGE_ID = 2 ** 31 - 2;
const WHOLE = /^\d{1,10}$/;

/**
 * Reads a chat input.
 *
 * @param input `@name`, `name`, a `t.me`, `telegram.me` or `tg://resolve` link, or a numeric id.
 * @param field The argument's name, for the failure.
 * @returns The target. `VALIDATION_ERROR` for phones, `me` and what is no chat; `CHANNEL_PRIVATE`
 * for invite links.
 *
 * @example A link to a message in a topic
 * ```ts
 * import { parseChatInput } from "./chat_input.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseChatInput("https://t.me/tgtk_forum/4/120/", "input"), {
 *   ok: true,
 *   value: { by: "username", username: "tgtk_forum", topic_id: 4, message_id: 120 },
 * });
 * ```
 */
export function parseChatInput(input: string, field: string): Outcome<ChatTarget> {
  const text = input.trim();
  const link = asUrl(text);
  if (link !== undefined) return fromUrl(link, field);
  if (/^-?\d+$/.test(text)) return fromId(Number(text), {}, field);
  return fromName(text.startsWith("@") ? text.slice(1) : text, {}, field);
}

function asUrl(text: string): URL | undefined {
  const hasScheme = /^(?:https?|tg):/i.test(text);
  const hasHost = /^(?:[\w-]+\.)?(?:t\.me|telegram\.(?:me|dog))(?:[/?#]|$)/i.test(text);
  if (!hasScheme && !hasHost) return undefined;
  return URL.parse(hasScheme ? text : `https://${text}`) ?? undefined;
}

function fromUrl(url: URL, field: string): Outcome<ChatTarget> {
  if (url.protocol === "tg:") return fromTgScheme(url, field);
  const host = url.hostname.toLowerCase().replace(/^www\./, "");
  const parts = url.pathname.split("/").filter((part) => part !== "").map(decoded);
  if (HOSTS.has(host)) return fromPath(parts, url.searchParams, field);
  const [name, ...rest] = host.split(".");
  if (name !== undefined && HOSTS.has(rest.join("."))) {
    return fromPath([name, ...parts], url.searchParams, field);
  }
  return invalid(field);
}

function fromPath(
  parts: readonly string[],
  query: URLSearchParams,
  field: string,
): Outcome<ChatTarget> {
  const [first, ...rest] = parts;
  if (first === undefined) return invalid(field);
  const head = first.toLowerCase();
  if (head === "joinchat" || isInvite(first)) return inviteLink();
  if (head === "c") return fromId(channelId(rest[0]), place(rest.slice(1), query), field);
  if (head === "s" && rest[0] !== undefined) {
    return fromName(rest[0], place(rest.slice(1), query), field);
  }
  if (NOT_A_CHAT.has(head)) return invalid(field);
  return fromName(first, place(rest, query), field);
}

function fromTgScheme(url: URL, field: string): Outcome<ChatTarget> {
  // `tg://resolve?…` and `tg:resolve?…` are both in use; URL puts the word in different places.
  const action = (url.hostname || url.pathname.replaceAll("/", "")).toLowerCase();
  const query = url.searchParams;
  const messages = [query.get("post") ?? ""].filter((part) => part !== "");
  if (action === "join") return inviteLink();
  if (action === "resolve" && query.has("domain")) {
    return fromName(query.get("domain") ?? "", place(messages, query), field);
  }
  if (action === "privatepost") {
    return fromId(channelId(query.get("channel") ?? undefined), place(messages, query), field);
  }
  return invalid(field);
}

/** `/123` is a message, `/4/123` a message in a topic; `?thread=4` names the topic as well. */
function place(parts: readonly string[], query: URLSearchParams): Place {
  const numbers = parts.map(whole).filter((number) => number !== undefined).slice(0, 2);
  const message = numbers.at(-1);
  const topic = numbers.length === 2 ? numbers[0] : whole(query.get("thread"));
  const comment = whole(query.get("comment"));
  return {
    ...(message === undefined ? {} : { message_id: message }),
    ...(topic === undefined ? {} : { topic_id: topic }),
    ...(comment === undefined ? {} : { comment_id: comment }),
  };
}

function whole(text: string | null): number | undefined {
  const number = text !== null && WHOLE.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MAX_MESSAGE_ID ? number : undefined;
}

function fromName(name: string, where: Place, field: string): Outcome<ChatTarget> {
  if (isInvite(name)) return inviteLink();
  if (PHONE.test(name) || /^(?:me|self)$/i.test(name)) return invalid(field);
  if (!NAME.test(name)) return invalid(field);
  return succeed({ by: "username", username: name, ...where });
}

function fromId(id: number, where: Place, field: string): Outcome<ChatTarget> {
  if (!Number.isSafeInteger(id) || id === 0) return invalid(field);
  return succeed({ by: "id", id, ...where });
}

/** `t.me/c/123` carries a bare channel id. */
function channelId(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,12}$/.test(text)
    ? markedId({ type: "channel", id: Number(text) })
    : 0;
}

/** `+` and a hash is an invitation, `+` and digits a phone number. */
function isInvite(part: string): boolean {
  return /^[+ ][\w-]{8,}$/.test(part) && !/^[+ ]\d+$/.test(part);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign: the part is used as it stands and fails as a name.
    return part;
  }
}

function inviteLink(): Outcome<ChatTarget> {
  return fail({ code: "CHANNEL_PRIVATE", reason: "invite_link" });
}

function invalid(field: string): Outcome<ChatTarget> {
  return fail({ code: "VALIDATION_ERROR", field, expected: CHAT_EXPECTED });
}
