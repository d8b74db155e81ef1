/**
 * The one gate that every piece of foreign text passes before it leaves.
 *
 * @module
 */

import type { Entity } from "../model/message.ts";
import { signsOf } from "./detectors/scan.ts";
import { SIGN } from "./detectors/signs.ts";
import { type Annotated, applyEdits, type Edit } from "./edits.ts";
import { stripInvisible } from "./invisible.ts";
import { kindLabel, type Label, maskText, tokenLabel } from "./mask.ts";
import { hidePeople } from "./people.ts";
import { isPlain } from "./plain.ts";
import type { PiiPolicy } from "./policy.ts";

/**
 * Takes invisible characters out of a text and its links, then masks personal data. In this order,
 * since an invisible character inside a number would hide it. Only mode `off` shows personal data.
 *
 * @param annotated The text, and its entities if it has any.
 * @param policy What the operator decided.
 * @returns The clean text, its line breaks kept as `\n`, and the entities that are left.
 *
 * @example A number split by a zero-width space
 * ```ts
 * import { cleanText } from "./clean.ts";
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import assert from "node:assert/strict";
 *
 * const policy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
 * assert.equal(cleanText({ text: "+7 912\u200B345 67 89" }, policy).text, "[phone]");
 * ```
 */
export function cleanText(
  annotated: { readonly text: string; readonly entities?: readonly Entity[] | undefined },
  policy: PiiPolicy,
): Annotated {
  const { text, entities = NONE } = annotated;
  if (entities.length === 0 && isPlain(text)) return { text, entities };
  // Where nothing is masked, no other sign matters.
  const signs = policy.mode === "off" ? SIGN.hidden : signsOf(text);
  const hidden = (signs & SIGN.hidden) === 0 ? NO_EDITS : stripInvisible(text).edits;
  const visible = applyEdits(text, entities.length === 0 ? NONE : entities.map(stripUrl), hidden);
  if (policy.mode === "off") return visible;
  const shown = hidePeople(visible, policy);
  // A text that has changed is looked at anew.
  const known = shown.text === text ? signs : undefined;
  return maskText(shown, policy.kinds, labelsOf(policy), known);
}

/**
 * Cleans a field that has one line: a title, a name, a file name. Line breaks become spaces.
 *
 * @param text The field.
 * @param policy What the operator decided.
 * @returns One clean line; empty if nothing of it can be seen.
 *
 * @example A title in two lines
 * ```ts
 * import { cleanLine } from "./clean.ts";
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import assert from "node:assert/strict";
 *
 * const policy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
 * assert.equal(cleanLine("News\r\nand more", policy), "News and more");
 * ```
 */
export function cleanLine(text: string, policy: PiiPolicy): string {
  const line = stripInvisible(text).text.replace(/\n+/g, " ");
  return cleanText({ text: line }, policy).text;
}

/**
 * Cleans a link that stands alone.
 *
 * @param url A link, or what a stranger gave as one.
 * @param policy What the operator decided.
 * @returns The link on one line.
 *
 * @example Written with percent signs
 * ```ts
 * import { cleanUrl } from "./clean.ts";
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import assert from "node:assert/strict";
 *
 * const policy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
 * assert.equal(cleanUrl("https://x.org/?m=ann%40example.org", policy), "[email]");
 * ```
 */
export function cleanUrl(url: string, policy: PiiPolicy): string {
  const link = { type: "text_url", offset: 0, length: 1, url };
  return cleanText({ text: "-", entities: [link] }, policy).entities[0]?.url ?? "";
}

// Most messages have neither, and a new array for each would have to be collected.
const NONE: readonly Entity[] = [];
const NO_EDITS: readonly Edit[] = [];

function labelsOf(policy: PiiPolicy): Label {
  return policy.mode === "pseudonymize" ? tokenLabel(policy.pseudonyms) : kindLabel;
}

function stripUrl(entity: Entity): Entity {
  if (entity.url === undefined) return entity;
  return { ...entity, url: stripInvisible(entity.url).text.replace(/\n/g, "") };
}
