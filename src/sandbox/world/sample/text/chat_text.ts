/**
 * What somebody writes in a group: 2 to 300 characters, about 60 in the middle.
 *
 * @module
 */

import { byWeight, type Dice } from "../dice.ts";
import type { Language } from "./language.ts";
import { PHRASES } from "./phrases.ts";
import { MARK, mentionName, type RichText, richText, type RichTextBuilder } from "./rich_text.ts";
import { fill } from "./template.ts";
import { ACCOUNTS } from "../directory.ts";

/**
 * Writes a message.
 *
 * @param url An address that has to stand in it.
 */
export function chatText(thrown: Dice, language: Language, url?: string): RichText {
  const { talk, slots } = PHRASES[language];
  const size = byWeight(thrown.fraction(), [["short", 20], ["one", 46], ["many", 34]]);
  const out = richText();
  if (size === "short") {
    out.add(thrown.pick(talk.short));
  } else {
    out.add(fill(thrown.pick(talk.medium), slots, thrown));
    const more = size === "one" ? 0 : thrown.between(1, 3);
    for (let i = 0; i < more; i++) {
      addSentence(out, fill(thrown.pick(talk.medium), slots, thrown), thrown);
    }
    byWeight(thrown.fraction(), ENDINGS)(out, thrown);
  }
  if (url !== undefined) {
    out.add(" ");
    out.add(url, MARK.url);
  }
  return out.done();
}

/** Longer messages would not be chat any more. */
const LONGEST = 230;

function addSentence(out: RichTextBuilder, sentence: string, thrown: Dice): void {
  if (out.length() + sentence.length > LONGEST) return;
  out.add(thrown.chance(0.15) ? "\n" : " ");
  out.add(sentence);
}

type Ending = (out: RichTextBuilder, thrown: Dice) => void;

/** Ends with something that is marked. */
function marked(text: string, mark: Parameters<RichTextBuilder["add"]>[1]): Ending {
  return (out) => {
    out.add(" ");
    out.add(text, mark!);
  };
}

const ENDINGS: readonly (readonly [Ending, number])[] = [
  [() => {}, 84],
  [(out) => out.add(" 🙂"), 5],
  [(out, thrown) => {
    out.add(" ");
    out.add(`https://example.org/p/${thrown.below(9000)}`, MARK.url);
  }, 5],
  [marked("@tgtk_helper_bot", MARK.mention), 2],
  [marked("/help@tgtk_helper_bot", MARK.command), 1],
  [marked("#соседи", MARK.hashtag), 2],
  [marked("!!!", MARK.bold), 1],
  [marked("Полина", mentionName(ACCOUNTS.partner.id)), 0.5],
];
