/**
 * People named in a text: mentions of those without a username, and links to a person by id.
 *
 * @module
 */

import type { Entity } from "../model/message.ts";
import { type Annotated, applyEdits, type Edit } from "./edits.ts";
import { hidesPeople, type PiiPolicy, pseudonymsOfPeople } from "./policy.ts";
import { type Pseudonyms, userCalled, userToken } from "./pseudonyms.ts";

/** The type under which a person without a username is mentioned by name. */
const MENTION = "mention_name";

/** Links to a person: core.telegram.org/api/links#id-links. */
const LINK = /tg:(?:\/\/)?(?:user\/?\?id|openmessage\/?\?user_id)=(\d{1,16})/gi;

/**
 * Hides the people in a text where the policy hides senders: a mention's name becomes `[user]`. With
 * pseudonyms it is the person's token, which takes the place of links by id as well.
 *
 * @param annotated A text free of invisible characters, and its entities.
 * @param policy What the operator decided.
 * @returns The text, and its entities moved along.
 *
 * @example A mention
 * ```ts
 * import { hidePeople } from "./people.ts";
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import assert from "node:assert/strict";
 *
 * const mention = { type: "mention_name", offset: 3, length: 4, url: "tg://user?id=42" };
 * const policy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
 * assert.equal(hidePeople({ text: "Hi Anna!", entities: [mention] }, policy).text, "Hi [user]!");
 * ```
 */
export function hidePeople(annotated: Annotated, policy: PiiPolicy): Annotated {
  const { text, entities } = annotated;
  const isPlain = entities.length === 0 && policy.mode !== "pseudonymize";
  if (isPlain || !hidesPeople(policy)) return annotated;
  const pseudonyms = pseudonymsOfPeople(policy);
  const mentions = entities.filter(({ type }) => type === MENTION);
  if (mentions.length === 0 && pseudonyms === undefined) return annotated;
  const edits = [
    ...mentions.map((mention) => mentionEdit(mention, text, pseudonyms)),
    ...(pseudonyms === undefined ? [] : linkEdits(text, pseudonyms)),
  ];
  const hidden = applyEdits(text, entities, apart(edits));
  if (pseudonyms === undefined) return hidden;
  return { ...hidden, entities: hidden.entities.map((entity) => withoutId(entity, pseudonyms)) };
}

function mentionEdit(
  { length, offset, url = "" }: Entity,
  text: string,
  pseudonyms: Pseudonyms | undefined,
): Edit {
  const [link] = url.matchAll(LINK);
  return {
    start: Math.max(0, offset),
    end: Math.min(text.length, offset + length),
    replacement: pseudonyms === undefined || link === undefined
      ? "[user]"
      : labelOf(link[1], pseudonyms),
  };
}

function linkEdits(text: string, pseudonyms: Pseudonyms): readonly Edit[] {
  if (!/tg:/i.test(text)) return [];
  return [...text.matchAll(LINK)].map(({ 0: link, 1: id, index: start }) => ({
    start,
    end: start + link.length,
    replacement: labelOf(id, pseudonyms),
  }));
}

function withoutId(entity: Entity, pseudonyms: Pseudonyms): Entity {
  if (entity.url === undefined) return entity;
  const url = entity.url.replace(LINK, (_, id) => labelOf(id, pseudonyms));
  return { ...entity, url };
}

function labelOf(id: string | undefined, pseudonyms: Pseudonyms): string {
  return `[${userCalled(userToken(pseudonyms, Number(id)))}]`;
}

/** In order, each beginning where the one before has ended; the empty ones left out. */
function apart(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(edit.start, kept.at(-1)?.end ?? 0);
    if (edit.end > start) kept.push({ ...edit, start });
  }
  return kept;
}
