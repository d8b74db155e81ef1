/**
 * Characters that a reader does not see and a model does: tag characters, stray joiners, direction
 * overrides, variation selectors used as an alphabet, terminal controls. They carry hidden
 * instructions and split numbers so that no detector finds them. What a script or an emoji needs
 * stays: see Unicode UAX #31 (joiners), UTS #51 (emoji) and UTS #37 (ideographic variations).
 *
 * @module
 */

import type { Edit } from "./edits.ts";

/** Letters and marks of scripts whose letters join, so that ZWNJ and ZWJ are spelling. */
const JOINING = letters(
  "Arab Syrc Mong Nkoo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt Bali Java",
);

/** Arabic letters alone: a joiner after one shows its joined form even before a space. */
const ARABIC = letters("Arab Syrc");

/** Letters and marks of scripts written without spaces, where a zero-width space divides words. */
const SPACELESS = letters("Thai Laoo Khmr Mymr Lana Talu");

const ANY_LETTER = String.raw`[[\p{L}\p{M}\p{N}]--\p{DI}]`;

/** Marks, viramas among them, after which a joiner chooses the shape of a conjunct (RFC 5892, A.1). */
const INDIC_MARK = String
  .raw`[[[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]&&\p{M}]--\p{DI}]`;

const EMOJI = String.raw`\p{ExtPict}[\uFE0E\uFE0F]?(?:\p{EMod}\uFE0F?)?`;

/** Where an otherwise invisible character belongs. Each asks for a visible neighbour on its left. */
const BELONGS = [
  // The flags of England, Scotland and Wales are the only tag sequences in general use.
  String
    .raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`,
  String.raw`${EMOJI}(?:\u200D${EMOJI})*`,
  // Elsewhere a selector after a digit shows nothing, and would split a number.
  String.raw`[0-9#*][\uFE0E\uFE0F]?\u20E3`,
  // Registered ideographic variations seldom go beyond the first sixteen selectors.
  String.raw`\p{sc=Han}[\uFE00-\uFE02\u{E0100}-\u{E010F}]`,
  String.raw`[\p{Sm}\p{sc=Mymr}]\uFE00`,
  String.raw`(?<=${letters("Mong")})[\u180B-\u180F]`,
  String.raw`(?<=${JOINING})[\u200C\u200D](?=${ANY_LETTER})`,
  String.raw`(?<=${ANY_LETTER})\u200C(?=${JOINING})`,
  String.raw`(?<=${INDIC_MARK})[\u200C\u200D]`,
  String.raw`(?<=${ARABIC})\u200D`,
  String.raw`(?<=${SPACELESS})\u200B(?=${SPACELESS})`,
].join("|");

const BREAK = String.raw`\r\n?|[\v\f\u0085\u2028\u2029]`;

/** Default-ignorables, controls and interlinear annotation; the other format characters are visible. */
const HIDDEN = String.raw`[[\p{DI}\p{Cc}\uFFF9-\uFFFB]--[\n\t\r\v\f\u0085]]`;

const SUSPECT = new RegExp(String.raw`[\r\v\f\u0085\u2028\u2029\p{Cs}]|${HIDDEN}`, "v");
const TOKEN = new RegExp(
  `(?<belongs>${BELONGS})|(?<line>${BREAK})|(?<lone>\\p{Cs})|${HIDDEN}+`,
  "gv",
);

/** A text without hidden characters, and the edits that led to it. */
export interface Stripped {
  readonly text: string;
  /** Counted in the original text: hand them to `applyEdits` to move its entities. */
  readonly edits: readonly Edit[];
}

/**
 * Removes what a reader cannot see. Emoji, flags, keycaps and the joiners of Arabic and Indic
 * scripts stay. Every kind of line break becomes `\n`, and a lone surrogate U+FFFD, since it cannot
 * be written as UTF-8. Applying it twice changes nothing more.
 *
 * @param text Foreign text.
 * @returns The clean text and the edits; a clean text comes back as it is, without edits.
 *
 * @example A word split by a zero-width space
 * ```ts
 * import { stripInvisible } from "./invisible.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(stripInvisible("pass\u200Bword"), {
 *   text: "password",
 *   edits: [{ start: 4, end: 5, replacement: "" }],
 * });
 * ```
 */
export function stripInvisible(text: string): Stripped {
  if (!SUSPECT.test(text)) return { text, edits: [] };
  const edits: Edit[] = [];
  let clean = "";
  let read = 0;
  for (const found of text.matchAll(TOKEN)) {
    if (found.groups?.["belongs"] !== undefined) continue;
    const replacement = replacementFor(found.groups);
    const end = found.index + found[0].length;
    clean += text.slice(read, found.index) + replacement;
    edits.push({ start: found.index, end, replacement });
    read = end;
  }
  return { text: clean + text.slice(read), edits };
}

function replacementFor(groups: Record<string, string> | undefined): string {
  if (groups?.["line"] !== undefined) return "\n";
  return groups?.["lone"] !== undefined ? "\uFFFD" : "";
}

/** The class of visible letters and marks of the named scripts, as source of a `v` expression. */
function letters(scripts: string): string {
  const union = scripts.split(" ").map((script) => `\\p{sc=${script}}`).join("");
  return `[[[${union}]&&[\\p{L}\\p{M}]]--\\p{DI}]`;
}
