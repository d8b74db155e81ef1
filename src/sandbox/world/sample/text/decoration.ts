/**
 * Sentences with something marked in them.
 *
 * @module
 */

import { byWeight, type Dice, identifier } from "../dice.ts";
import { customEmoji, MARK, mentionName, pre, type RichTextBuilder, textUrl } from "./rich_text.ts";
import { ACCOUNTS } from "../directory.ts";

type Decorator = (out: RichTextBuilder, sentence: string, thrown: Dice) => void;

/** Wraps the sentence's first words; the rest stays plain. */
function firstWords(mark: (thrown: Dice) => Parameters<RichTextBuilder["add"]>[1]): Decorator {
  return (out, sentence, thrown) => {
    const words = sentence.split(" ");
    const head = words.slice(0, 3).join(" ");
    out.add(head, mark(thrown)!);
    out.add(sentence.slice(head.length));
  };
}

/** Puts something marked after the sentence. */
function after(text: string, ...marks: Parameters<RichTextBuilder["add"]>[1][]): Decorator {
  return (out, sentence) => {
    out.add(`${sentence} `);
    out.add(text, ...marks.filter((mark) => mark !== undefined));
  };
}

const plain: Decorator = (out, sentence) => out.add(sentence);

const quoted: Decorator = (out, sentence, thrown) => {
  const start = out.length();
  out.add(sentence);
  if (thrown.chance(0.3)) {
    out.add(" ");
    out.add("🔥", customEmoji(identifier(thrown)));
  }
  out.markSince(start, thrown.chance(0.5) ? MARK.quote : MARK.foldedQuote);
  out.add("\n");
};

const code: Decorator = (out, sentence) => {
  out.add(`${sentence}\n`);
  out.add("line = 12\ndelay = 7 * 60  # seconds", pre("python"));
  out.add("\n");
};

const DECORATORS: readonly (readonly [Decorator, number])[] = [
  [plain, 70],
  [firstWords(() => MARK.italic), 4],
  [firstWords(() => MARK.bold), 3],
  [firstWords(() => MARK.underline), 2],
  [firstWords(() => MARK.strike), 1],
  [firstWords(() => MARK.spoiler), 2],
  [firstWords((thrown) => textUrl(`https://news.example.org/a/${thrown.below(90_000)}`)), 6],
  [firstWords(() => mentionName(ACCOUNTS.partner.id)), 0.5],
  [quoted, 4],
  [code, 0.7],
  [after("route-12", MARK.code), 1.5],
  [after("@tgtk_helper_bot", MARK.mention), 1.5],
  [after("/schedule", MARK.command), 0.5],
  [after("$TGTK", MARK.cashtag), 0.5],
  [after("desk@example.org", MARK.email), 0.5],
  [after("+1 202 555 0100", MARK.phone), 0.5],
  [after("https://example.org/tickets", MARK.url), 2],
  [after("👨‍👩‍👧‍👦 🎉", MARK.bold, MARK.italic), 0.8],
];

/** Adds a sentence, three times in ten with something marked in it. */
export function decorated(out: RichTextBuilder, sentence: string, thrown: Dice): void {
  byWeight(thrown.fraction(), DECORATORS)(out, sentence, thrown);
}
