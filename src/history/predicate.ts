/**
 * Which messages answer a question: the plain filter that every plan has to agree with. The search
 * text is not tested: Telegram's index decides what its words find.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { HistoryQuery, MessageFilter } from "../model/query.ts";

type Test = (message: Message) => boolean;

/**
 * Decides whether a message answers a question's filter and topic. Dates are the window's affair.
 *
 * @param query The question.
 * @param message The message.
 * @returns Whether it is wanted.
 *
 * @example Photos with at least a thousand views
 * ```ts
 * import { answers } from "./predicate.ts";
 * import assert from "node:assert/strict";
 *
 * const filter = { media_types: ["photo"], min_views: 1000 } as const;
 * const query = { window: {}, direction: "desc", filter } as const;
 * const message = { id: 1, chat_id: -1, date: 0, text: "", media: { type: "photo" }, views: 999 } as const;
 * assert.equal(answers(query, message), false);
 * assert.equal(answers(query, { ...message, views: 1000 }), true);
 * ```
 */
export function answers(query: HistoryQuery, message: Message): boolean {
  const { topic_id } = query;
  if (topic_id !== undefined && (message.topic_id ?? GENERAL_TOPIC) !== topic_id) return false;
  return testsOf(query.filter ?? {}).every((test) => test(message));
}

/** Messages of the General topic carry no topic's id. */
export const GENERAL_TOPIC = 1;

const LINK_ENTITIES: ReadonlySet<string> = new Set(["url", "text_url"]);

/** One test for each field of the filter; a field that was not given passes everything. */
const FIELD_TESTS: {
  readonly [Field in keyof MessageFilter]-?: (wanted: NonNullable<MessageFilter[Field]>) => Test;
} = {
  media_types: (types) => (message) => {
    const type = contentType(message);
    return type !== undefined && types.includes(type);
  },
  has_media: (wanted) => ({ media }) => (media !== undefined) === wanted,
  has_links: (wanted) => (message) => hasLinks(message) === wanted,
  // A post without a sender is its channel's own.
  from_users: (ids) => ({ chat_id, sender }) => ids.includes(sender?.id ?? chat_id),
  from_pseudonyms: ({ ids, tokenOf, tokens }) => ({ chat_id, sender }) =>
    ids.includes(sender?.id ?? chat_id) ||
    (sender?.kind === "user" && tokens.includes(tokenOf(sender.id))),
  min_views: (least) => ({ views }) => views !== undefined && views >= least,
  max_views: (most) => ({ views }) => views !== undefined && views <= most,
  pinned: (wanted) => ({ pinned }) => (pinned ?? false) === wanted,
};

function testsOf(filter: MessageFilter): readonly Test[] {
  return Object.entries(filter).flatMap(([field, wanted]) => {
    if (wanted === undefined) return [];
    // Each field's own type is lost when they are listed.
    const make = FIELD_TESTS[field as keyof MessageFilter] as (wanted: unknown) => Test;
    return [make(wanted)];
  });
}

function contentType({ media, service }: Message) {
  if (media !== undefined) return media.type;
  return service === undefined ? "text" : undefined;
}

function hasLinks({ entities = [], media }: Message): boolean {
  return media?.type === "link" || entities.some(({ type }) => LINK_ENTITIES.has(type));
}
