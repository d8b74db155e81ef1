/**
 * The text of a channel's post: headline, sentences, decoration, links and tags.
 *
 * @module
 */

import { byWeight, type Dice, identifier } from "../dice.ts";
import { decorated } from "./decoration.ts";
import type { Language, Theme } from "./language.ts";
import { PHRASES } from "./phrases.ts";
import { customEmoji, MARK, type RichText, richText, type RichTextBuilder } from "./rich_text.ts";
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
  addSentences(out, thrown, theme, wish);
  addLinks(out, thrown, theme, wish);
  return out.done();
}

/** Short posts are common, long reads are not; a digest goes through two subjects. */
const LENGTHS: readonly (readonly ["short" | "long" | "digest", number])[] = [
  ["short", 87],
  ["long", 10],
  ["digest", 3],
];

function addSentences(
  out: RichTextBuilder,
  thrown: Dice,
  theme: Theme,
  { language, limit }: PostWish,
): void {
  const { slots, themes } = PHRASES[language];
  const length = byWeight(thrown.fraction(), LENGTHS);
  const wanted = length === "short" ? thrown.between(1, 5) : thrown.between(8, 18);
  const more = length === "digest" ? shuffled(thrown.pick(themes).sentences, thrown) : [];
  const templates = [...shuffled(theme.sentences, thrown), ...more].slice(0, wanted);
  for (const [i, template] of templates.entries()) {
    const sentence = fill(template, slots, thrown);
    if (out.length() + sentence.length > limit - RESERVE) break;
    if (i % 4 === 0) addParagraph(out);
    else if (!out.endsWith("\n")) out.add(" ");
    decorated(out, sentence, thrown);
  }
}

/** An empty line, whatever the text ends with. */
function addParagraph(out: RichTextBuilder): void {
  out.add(out.endsWith("\n") ? "\n" : "\n\n");
}

function addLinks(
  out: RichTextBuilder,
  thrown: Dice,
  theme: Theme,
  wish: PostWish,
): void {
  if (wish.url !== undefined) {
    addParagraph(out);
    out.add(wish.url, MARK.url);
  }
  if (thrown.chance(0.35)) {
    addParagraph(out);
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

/** A list in disorder (Fisher–Yates). */
function shuffled<T>(list: readonly T[], thrown: Dice): readonly T[] {
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const j = thrown.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
