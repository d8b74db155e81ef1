/**
 * A text as Telegram Desktop exports it: cut at its entities.
 *
 * @module
 */

import type { ExportLine } from "../line.ts";

type Entity = NonNullable<ExportLine["entities"]>[number];

/** A stretch of text. */
interface Stretch {
  readonly type: string;
  readonly text: string;
  readonly href?: string;
  readonly user_id?: number;
}

/** A text, in the two ways in which it stands in an export. */
export interface DesktopText {
  /** One string, or strings and stretches. */
  readonly text: string | readonly (string | Stretch)[];
  readonly text_entities: readonly Stretch[];
}

/** Desktop's words where they are not Telegram's own. */
const WORDS: Readonly<Record<string, string>> = {
  url: "link",
  text_url: "text_link",
  strike: "strikethrough",
};

/** The link by which entities name people: see `Entity` in `model/message.ts`. */
const PERSON = /^tg:\/\/user\?id=(\d{1,15})$/;

/**
 * Cuts a text. Where entities overlap the first one counts, as in Telegram Desktop.
 *
 * @param line The message.
 *
 * @example A bold word
 * ```ts
 * import { desktopText } from "./desktop_text.ts";
 * import assert from "node:assert/strict";
 *
 * const entities = [{ type: "bold", offset: 3, length: 3 }];
 * assert.deepEqual(desktopText({ text: "so big", entities }).text, [
 *   "so ",
 *   { type: "bold", text: "big" },
 * ]);
 * ```
 */
export function desktopText(
  { entities = [], text }: Pick<ExportLine, "entities" | "text">,
): DesktopText {
  const stretches: Stretch[] = [];
  let at = 0;
  const plainUntil = (end: number): void => {
    if (end > at) stretches.push({ type: "plain", text: text.slice(at, end) });
    at = end;
  };
  for (const entity of entities.toSorted((a, b) => a.offset - b.offset)) {
    const end = entity.offset + entity.length;
    if (entity.offset < at || entity.length <= 0 || end > text.length) continue;
    plainUntil(entity.offset);
    stretches.push(stretchOf(entity, text.slice(at, end)));
    at = end;
  }
  plainUntil(text.length);
  const isPlain = stretches.every(({ type }) => type === "plain");
  return {
    text: isPlain
      ? text
      : stretches.map((stretch) => stretch.type === "plain" ? stretch.text : stretch),
    text_entities: stretches,
  };
}

function stretchOf({ type, url = "" }: Entity, text: string): Stretch {
  const base = { type: WORDS[type] ?? type, text };
  if (type === "text_url") return { ...base, href: url };
  const id = type === "mention_name" ? PERSON.exec(url)?.[1] : undefined;
  return id === undefined ? base : { ...base, user_id: Number(id) };
}
