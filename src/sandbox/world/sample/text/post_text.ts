/**
 * The text of a channel's post: headline, sentences, decoration, links and tags.
 *
 * @module
 */

import { type Dice, identifier } from "../dice.ts";
import { decorated } from "./decoration.ts";
import type { Language, Theme } from "./language.ts";
import { PHRASES } from "./phrases.ts";
import { customEmoji, MARK, type RichText, richText } from "./rich_text.ts";
import { fill } from "./template.ts";

/** How a post's text is wanted. */
export interface PostWish {
  readonly language: Language;
  /** The longest it may become, in UTF-16 code units; captions end at 1,024. */
  readonly limit: number;
  /** An address that has to stand in it. */
  readonly url?: string;
}

/** A line of at most this length always fits after the sentences. */
const RESERVE = 140;

/** Composes a post of 40 to `limit` characters. */
export function postText(thrown: Dice, wish: PostWish): RichText {
  const { slots, themes } = PHRASES[wish.language];
  const theme = thrown.pick(themes);
  const out = richText();
  if (thrown.chance(0.6)) {
    const custom = thrown.chance(0.2) ? [customEmoji(identifier(thrown))] : [];
    out.add(theme.emoji, ...custom);
    out.add(" ");
  }
  out.add(fill(thrown.pick(theme.headlines), slots, thrown), MARK.bold);
  const wanted = sentenceCount(thrown);
  const order = shuffled(theme.sentences.length, thrown);
  for (let i = 0; i < wanted && i < order.length; i++) {
    const sentence = fill(theme.sentences[order[i]!]!, slots, thrown);
    if (out.length() + sentence.length > wish.limit - RESERVE) break;
    out.add(i === 0 ? "\n\n" : i % 4 === 0 ? "\n\n" : " ");
    decorated(out, sentence, thrown);
  }
  addLinks(out, thrown, theme, wish);
  return out.done();
}

/** Short posts are common, long reads are not. */
function sentenceCount(thrown: Dice): number {
  return thrown.chance(0.12) ? thrown.between(8, 12) : thrown.between(1, 5);
}

function addLinks(
  out: ReturnType<typeof richText>,
  thrown: Dice,
  theme: Theme,
  wish: PostWish,
): void {
  if (wish.url !== undefined) {
    out.add("\n\n");
    out.add(wish.url, MARK.url);
  }
  if (thrown.chance(0.35)) {
    out.add("\n\n");
    out.add(`#${theme.tag}`, MARK.hashtag);
    if (thrown.chance(0.3)) {
      out.add(" ");
      out.add("#tgtk", MARK.hashtag);
    }
  }
  if (thrown.chance(0.08)) {
    out.add("\n");
    out.add("@tgtk_chat", MARK.mention);
  }
}

/** The numbers 0 to `count - 1` in disorder (Fisher–Yates). */
function shuffled(count: number, thrown: Dice): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = thrown.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
