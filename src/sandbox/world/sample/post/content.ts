/**
 * Words and media of one message, together.
 *
 * @module
 */

import type { Api } from "../../../../gramjs.ts";
import { type Dice, dice } from "../dice.ts";
import { SALT } from "../directory.ts";
import { type Content, mayHaveText, mediaOf } from "../media/media.ts";
import { webPageMedia } from "../media/others.ts";
import type { Language } from "../text/language.ts";
import { postText, type PostWish } from "../text/post_text.ts";
import type { RichText } from "../text/rich_text.ts";

/** Telegram's bounds, in UTF-16 code units; ours end a little below 4,096 so that they read well. */
const LONGEST_POST = 1_500;
const LONGEST_CAPTION = 1_000;

/** Which message the content is for. */
export interface ContentWish {
  readonly seed: number;
  readonly chat: number;
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly language: Language;
  readonly content: Content;
  /** Writes the words. */
  readonly write: (thrown: Dice, wish: PostWish) => RichText;
}

/** What a message says and carries. */
export interface MessageContent {
  readonly message: string;
  readonly entities: Api.TypeMessageEntity[] | undefined;
  readonly media: Api.TypeMessageMedia | undefined;
}

/** Makes a message's words and media. */
export function contentOf(wish: ContentWish): MessageContent {
  const { seed, chat, id, content, language } = wish;
  const thrown = dice(seed, chat, id, SALT.media);
  const media = { thrown, date: wish.date, language };
  const url = `https://news.example.org/${chat % 1000}/${id}`;
  if (content === "webPage") {
    return { ...wordsOf(wish, LONGEST_POST, url), media: webPageMedia(media, url) };
  }
  if (content === "text") return { ...wordsOf(wish, LONGEST_POST), media: undefined };
  const silent = !mayHaveText(content) || thrown.chance(0.12);
  return {
    ...(silent ? { message: "", entities: undefined } : wordsOf(wish, LONGEST_CAPTION)),
    media: mediaOf(content, media),
  };
}

function wordsOf(wish: ContentWish, limit: number, url?: string) {
  const { text, entities } = wish.write(dice(wish.seed, wish.chat, wish.id, SALT.text), {
    language: wish.language,
    limit,
    ...(url === undefined ? {} : { url }),
  });
  return { message: text, entities: entities.length > 0 ? entities : undefined };
}

/** Writes as a newsroom does; see {@linkcode postText}. */
export const asPost: ContentWish["write"] = postText;
