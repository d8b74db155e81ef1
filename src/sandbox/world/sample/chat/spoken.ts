/**
 * What a message in a group says and carries.
 *
 * @module
 */

import { byWeight, dice } from "../dice.ts";
import { SALT } from "../directory.ts";
import type { Content } from "../media/media.ts";
import { contentOf, type MessageContent } from "../post/content.ts";
import { chatText } from "../text/chat_text.ts";

const CONTENTS: readonly (readonly [Content, number])[] = [
  ["text", 84],
  ["photo", 4.5],
  ["sticker", 3],
  ["voice", 1.8],
  ["animation", 1.2],
  ["video", 1],
  ["document", 1],
  ["round", 0.6],
  ["webPage", 1.6],
  ["audio", 0.3],
  ["geo", 0.2],
  ["liveGeo", 0.1],
  ["venue", 0.15],
  ["contact", 0.15],
  ["poll", 0.25],
  ["dice", 0.15],
];

/** Which message it is. */
export interface Spoken {
  readonly seed: number;
  readonly chat: number;
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
}

/** Makes words and media of a message in a group, seven of ten in Russian. */
export function spoken(message: Spoken): MessageContent {
  const thrown = dice(message.seed, message.chat, message.id, SALT.kind);
  return contentOf({
    ...message,
    language: thrown.chance(0.7) ? "ru" : "en",
    content: byWeight(thrown.fraction(), CONTENTS),
    write: (words, { language, url }) => chatText(words, language, url),
  });
}
