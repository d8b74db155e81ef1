/**
 * Personal data replaced by the name of its kind, in a text and in the links behind it.
 *
 * @module
 */

import { detect, type DetectedKind, DETECTORS } from "./detect.ts";
import type { Match } from "./detectors/detector.ts";
import { type Annotated, applyEdits } from "./edits.ts";

export type { Entity } from "../model/message.ts";
export type { Annotated } from "./edits.ts";

const LABELS: ReadonlyMap<DetectedKind, string> = new Map(
  DETECTORS.map(({ kind, label }) => [kind, label]),
);

/**
 * Masks personal data: `[email]`, `[phone]`, `[card]`, `[iban]`, `[invite]`… Masking twice changes
 * nothing more.
 *
 * @param annotated A text free of invisible characters, and its entities.
 * @param kinds The kinds to mask.
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
export function maskText(annotated: Annotated, kinds: ReadonlySet<string>): Annotated {
  const { text, entities } = annotated;
  const matches = detect(text, entities, kinds);
  if (matches.length === 0 && entities.length === 0) return annotated;
  const masked = applyEdits(text, entities, matches.map(toEdit));
  if (!masked.entities.some(({ url }) => url !== undefined)) return masked;
  return {
    text: masked.text,
    entities: masked.entities.map((entity) =>
      entity.url === undefined ? entity : { ...entity, url: maskUrl(entity.url, kinds) }
    ),
  };
}

/**
 * Masks personal data in a link. Where it shows only once percent signs are decoded, the label
 * takes the place of the whole link.
 *
 * @param url A link, or what a stranger gave as one.
 * @param kinds The kinds to mask.
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
export function maskUrl(url: string, kinds: ReadonlySet<string>): string {
  const masked = applyEdits(url, [], detect(url, [], kinds).map(toEdit)).text;
  const decoded = decodePercents(masked);
  const hidden = decoded === masked ? undefined : detect(decoded, [], kinds)[0];
  return hidden === undefined ? masked : labelOf(hidden);
}

function toEdit(match: Match<DetectedKind>) {
  return { start: match.start, end: match.end, replacement: labelOf(match) };
}

function labelOf({ kind }: Match<DetectedKind>): string {
  return LABELS.get(kind) ?? `[${kind}]`;
}

/** Decodes run by run, so that one malformed sequence does not hide the others. */
function decodePercents(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
