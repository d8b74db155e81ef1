/**
 * Personal data replaced by the name of its kind, or by a pseudonym, in a text and in the links behind
 * it.
 *
 * @module
 */

import { detect, type DetectedKind, DETECTORS } from "./detect.ts";
import type { Match } from "./detectors/detector.ts";
import { type Annotated, applyEdits } from "./edits.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

export type { Pseudonyms };

/** Says what stands for a piece of personal data. */
export type Label = (match: { readonly kind: string; readonly normalised: string }) => string;

export type { Entity } from "../model/message.ts";
export type { Annotated } from "./edits.ts";

const LABELS: ReadonlyMap<string, string> = new Map(
  DETECTORS.map(({ kind, label }) => [kind, label]),
);

/**
 * Masks personal data: `[email]`, `[phone]`, `[card]`, `[iban]`, `[invite]`… Masking twice changes
 * nothing more.
 *
 * @param annotated A text free of invisible characters, and its entities.
 * @param kinds The kinds to mask.
 * @param label What stands for a match; the name of its kind by default.
 * @param signs The signs of the text, if they are known: bits of `SIGN`.
 * @returns The masked text; entities moved along, their links masked.
 *
 * @example An address behind a word
 * ```ts
 * import { maskText } from "./mask.ts";
 * import assert from "node:assert/strict";
 *
 * const link = { type: "text_url", offset: 0, length: 5, url: "mailto:ann@example.org" };
 * assert.deepEqual(maskText({ text: "write", entities: [link] }, new Set(["email"])), {
 *   text: "write",
 *   entities: [{ type: "text_url", offset: 0, length: 5, url: "mailto:[email]" }],
 * });
 * ```
 */
export function maskText(
  annotated: Annotated,
  kinds: ReadonlySet<string>,
  label: Label = kindLabel,
  signs?: number,
): Annotated {
  const { text, entities } = annotated;
  const matches = detect(text, entities, kinds, signs);
  if (matches.length === 0 && entities.length === 0) return annotated;
  const masked = applyEdits(text, entities, editsFor(matches, label));
  if (!masked.entities.some(({ url }) => url !== undefined)) return masked;
  return {
    text: masked.text,
    entities: masked.entities.map((entity) =>
      entity.url === undefined ? entity : { ...entity, url: maskUrl(entity.url, kinds, label) }
    ),
  };
}

/**
 * Masks personal data in a link. Where it shows only once percent signs are decoded, the label
 * takes the place of the whole link.
 *
 * @param url A link, or what a stranger gave as one.
 * @param kinds The kinds to mask.
 * @param label What stands for a match; the name of its kind by default.
 * @returns The link without personal data.
 *
 * @example Written with percent signs
 * ```ts
 * import { maskUrl } from "./mask.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(maskUrl("https://x.org/?m=ann%40example.org", new Set(["email"])), "[email]");
 * ```
 */
export function maskUrl(
  url: string,
  kinds: ReadonlySet<string>,
  label: Label = kindLabel,
): string {
  return applyEdits(url, [], editsFor(detect(url, [], kinds), label)).text;
}

function editsFor(matches: readonly Match<DetectedKind>[], label: Label) {
  return matches.map((match) => ({
    start: match.start,
    end: match.end,
    replacement: label(match),
  }));
}

/**
 * The name of the kind: `[phone]`.
 *
 * @param match What was found.
 */
export function kindLabel({ kind }: Parameters<Label>[0]): string {
  return LABELS.get(kind) ?? `[${kind}]`;
}

/**
 * The name of the kind and a pseudonym: `[phone:KQRMCTGBDNHF]`.
 *
 * @param pseudonyms What makes the token.
 */
export function tokenLabel({ tokenOf }: Pseudonyms): Label {
  return (match) => kindLabel(match).replace(/\]$/, `:${tokenOf(match.kind, match.normalised)}]`);
}
