/**
 * Tells an answer to a person: no fence, no JSON, lines that fit the terminal.
 *
 * @module
 */

/** Columns that a line may fill. */
const WIDTH = 88;

/** A word, or as much of one as fits a line. */
const PIECE = new RegExp(`\\S{1,${WIDTH}}`, "gu");

/** Lines of one message; the rest is left out and marked. */
const MAX_LINES = 4;

/** A tool's answer as far as people are told of it. */
export interface Told {
  readonly error?: { readonly message: string };
  readonly chat?: { readonly title: string; readonly username?: string };
  readonly kind?: string;
  readonly title?: string;
  readonly description?: string;
  readonly member_count?: number;
  readonly messages?: readonly ToldMessage[];
  readonly senders?: readonly { readonly name?: string }[];
  readonly page_info?: {
    readonly count: number;
    readonly cursor?: string;
    readonly has_more: boolean;
    readonly total_fetched: number;
    readonly telegram_calls: number;
    readonly covered: { readonly from_id?: number; readonly to_id?: number };
  };
}

interface ToldMessage {
  readonly id: number;
  readonly date: string;
  readonly text: string;
  readonly sender?: number | { readonly name: string };
  readonly media?: { readonly type: string };
  readonly service?: string;
  readonly views?: number;
  readonly reactions?: { readonly total: number };
}

/**
 * Draws an answer.
 *
 * @param answer The structured form of a tool's answer.
 * @returns Lines for a terminal.
 *
 * @example A refusal
 * ```ts
 * import { tell } from "./tell.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(tell({ error: { message: "Cannot read this chat." } }), ["Cannot read this chat."]);
 * ```
 */
export function tell(answer: Told): readonly string[] {
  if (answer.error !== undefined) return wrap(answer.error.message);
  if (answer.messages === undefined) return tellChat(answer);
  const messages = answer.messages.flatMap((message) => tellMessage(message, answer));
  return [...messages, tellPage(answer)];
}

function tellChat({ kind, title, description, member_count }: Told): readonly string[] {
  const members = member_count ? `, ${member_count.toLocaleString("en-US")} members` : "";
  return [
    ...wrap(`A ${kind} named “${title}”${members}.`),
    ...(description === undefined ? [] : wrap(`“${description}”`)),
  ];
}

function tellMessage(message: ToldMessage, answer: Told): readonly string[] {
  const { date, id, media, service, text } = message;
  const facts = [
    `${date.slice(0, 10)} ${date.slice(11, 16)}`,
    `#${id}`,
    nameOf(message, answer),
    media === undefined ? "" : `[${media.type}]`,
    message.views === undefined ? "" : `${message.views.toLocaleString("en-US")} views`,
    message.reactions === undefined ? "" : `${message.reactions.total} reactions`,
  ];
  const body = wrap(service ?? text);
  const shown = body.slice(0, MAX_LINES);
  if (body.length > MAX_LINES) shown.push("…");
  return [
    facts.filter((fact) => fact !== "").join("  "),
    ...shown.map((line) => `    ${line}`),
  ];
}

function nameOf({ sender }: ToldMessage, { senders }: Told): string {
  if (sender === undefined) return "";
  if (typeof sender === "object") return sender.name;
  return senders?.[sender]?.name ?? `user ${sender + 1}`;
}

function tellPage({ page_info }: Told): string {
  if (page_info === undefined) return "";
  const { count, covered, has_more, telegram_calls, total_fetched } = page_info;
  const ids = covered.from_id === undefined
    ? ""
    : ` Complete between #${covered.from_id} and #${covered.to_id}.`;
  return `(${count} messages, ${total_fetched} so far, with ${telegram_calls} Telegram call${
    telegram_calls === 1 ? "" : "s"
  }.${ids} ${has_more ? "More follow." : "That is all."})`;
}

/** Breaks a text at white space, so that no line break of a stranger's stays, and words that fill more than a line. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(PIECE) ?? []) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
