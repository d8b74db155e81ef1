/** Random histories and questions. */
import fc from "fast-check";
import type { Media, Message } from "../../src/model/message.ts";
import type { HistoryQuery, MessageFilter } from "../../src/model/query.ts";
import { refTo } from "../contracts/memory_pages.ts";
import { type Asked, CHAT_ID, GROUP_ID, HEAD_ID, message, POST_ID } from "./fixtures.ts";

export const RUNS = Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 1000);
export const DAY = 1_600_000_000;

const SENDERS = [7, 8, -1000000000009] as const;
const TYPES = [
  "photo",
  "video",
  "document",
  "audio",
  "sticker",
  "poll",
  "link",
  "video_note",
] as const;
const WORDS = ["bridge", "river", "tram"] as const;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Fields that are `undefined` are left out: absent is absent. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

const traits = fc.record({
  text: fc.subarray([...WORDS]).map((words) => words.join(" ")),
  media: optional(fc.constantFrom(...TYPES).map((type): Media => ({ type }))),
  sender: optional(
    fc.constantFrom(...SENDERS).map((id) => ({ id, kind: "user" as const, name: "x" })),
  ),
  views: optional(fc.nat(3)),
  pinned: fc.constantFrom(undefined, undefined, undefined, true as const),
  service: fc.constantFrom(undefined, undefined, undefined, "joined"),
  topic_id: optional(fc.constantFrom(4, 9)),
  thread_id: fc.constantFrom(undefined, HEAD_ID, HEAD_ID, 9),
  album_id: optional(fc.constantFrom("1", "2")),
  edit_date: optional(fc.constant(DAY)),
  entities: optional(
    fc.constantFrom("bold", "url", "text_url").map((type) => [
      { type, offset: 0, length: 1 },
    ]),
  ),
}, { noNullPrototype: true });

/** Histories with gaps in their ids, several messages in one second, and long silences. */
const steps = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 40 }),
    pause: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(600)),
    drift: fc.nat(20),
    traits,
  }),
  { maxLength: 250, size: "max" },
);

interface Step {
  readonly gap: number;
  readonly pause: number;
  /** Seconds by which the date runs ahead of its order. */
  readonly drift: number;
  readonly traits: object;
}

function grow(all: readonly Step[], chat_id: number, since: number): Message[] {
  let id = 0;
  let date = since;
  return all.map(({ drift, gap, pause, traits }) =>
    message(id += gap, (date += pause) + drift, { ...present(traits), chat_id } as Partial<Message>)
  );
}

export const history = steps.map((all) => grow(all, CHAT_ID, DAY));

/** The part before a migration: its own ids, all of it older. */
export const earlierPart = fc.oneof(
  fc.constant<Message[]>([]),
  steps.map((all) => grow(all.slice(0, 60), GROUP_ID, DAY - 60 * 600 - 20)),
);

const filter = fc.record({
  media_types: optional(
    fc.uniqueArray(fc.constantFrom("text" as const, ...TYPES), { minLength: 1, maxLength: 3 }),
  ),
  has_media: optional(fc.boolean()),
  has_links: optional(fc.boolean()),
  from_users: optional(
    fc.uniqueArray(fc.constantFrom(...SENDERS, CHAT_ID), { minLength: 1, maxLength: 2 }),
  ),
  min_views: optional(fc.nat(3)),
  max_views: optional(fc.nat(3)),
  pinned: optional(fc.boolean()),
}, { noNullPrototype: true }).map((fields): MessageFilter => {
  // One or two fields at a time: all seven together find nothing.
  const given = Object.entries(present(fields));
  return Object.fromEntries(given.slice(0, 2)) as MessageFilter;
});

const instant = optional(
  fc.oneof(
    fc.integer({ min: DAY - 210, max: DAY + 500 }),
    fc.integer({ min: DAY - 20_000, max: DAY + 40_000 }),
  ),
);

const query = fc.record({
  from: instant,
  to: instant,
  direction: fc.constantFrom("desc" as const, "asc" as const),
  search: optional(fc.constantFrom(...WORDS, "river bridge")),
  place: fc.constantFrom({}, {}, { topic_id: 1 }, { topic_id: 4 }, { thread_id: POST_ID }),
  filter: optional(filter),
}).filter(({ from, to }) => from === undefined || to === undefined || from < to)
  .map(({ from, to, direction, place, ...others }): HistoryQuery => ({
    direction,
    ...place,
    window: present({ from, to }),
    ...present(others),
  }));

export const pageSize = fc.integer({ min: 1, max: 100 });

/** A question; topics and threads lie within one part, so they come without an earlier one. */
export const asked = fc.record({ query, pageSize, earlier: earlierPart, named: fc.boolean() })
  .map(({ query, pageSize, earlier, named }): Asked & { readonly earlier: readonly Message[] } => {
    const [only, ...others] = query.filter?.from_users ?? [];
    const isOne = only !== undefined && others.length === 0;
    return {
      query,
      pageSize,
      earlier: query.topic_id === undefined && query.thread_id === undefined ? earlier : [],
      ...(isOne ? { onlySender: [only] } : {}),
      // Who was not met before is learned from the pages.
      ...(isOne && named ? { met: [refTo(only)] } : {}),
    };
  });
