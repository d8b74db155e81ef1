/** Small histories for tests of the reading engine. */
import { type SenderBook, senderBook } from "../../src/history/senders.ts";
import { readHistory, type Reading, type ReadRequest } from "../../src/history/read.ts";
import type { Subject } from "../../src/history/step.ts";
import { succeed } from "../../src/model/failure.ts";
import type { Message } from "../../src/model/message.ts";
import type { HistoryQuery, MessageFilter } from "../../src/model/query.ts";
import type {
  ChatRef,
  HistoryPage,
  HistoryRequest,
  ResolvedChat,
  Telegram,
} from "../../src/telegram/port.ts";
import {
  historyPage,
  isNamed,
  repliesPage,
  searchPage,
  withSenders,
} from "../contracts/memory_pages.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import assert from "node:assert/strict";

export const CHAT_ID = -1000000000042;
export const GROUP_ID = -77;
export const REF = { type: "channel", id: 42, access_hash: "1" } as const;
export const GROUP_REF = { type: "group", id: 77 } as const;
/** A post, and its copy in the discussion group; no message of a history has this id. */
export const POST_ID = 555;
export const HEAD_ID = 1_000_000;
const DISCUSSION_REF = { type: "channel", id: 43, access_hash: "2" } as const;
const DISCUSSION: ResolvedChat = {
  ref: DISCUSSION_REF,
  chat: { chat_id: -1000000000043, kind: "supergroup", title: "Talk", usernames: [] },
};
const DISCUSSED = succeed({
  chat_id: DISCUSSION.chat.chat_id,
  root_id: HEAD_ID,
  group: DISCUSSION,
});
export const NOW = 1_700_000_000;
export const OPTIONS = { signal: new AbortController().signal };

export function message(id: number, date: number, more: Partial<Message> = {}): Message {
  return { id, chat_id: CHAT_ID, date, text: `message ${id}`, ...more };
}

const NO_SENDER = { code: "VALIDATION_ERROR", field: "filter.from_users", expected: "" } as const;

/** A book in which nobody stands yet. */
export function emptyBook(): SenderBook {
  return senderBook(() => NOW);
}

/** Spoils a page on its way. */
export type Spoil = (page: HistoryPage, request: HistoryRequest) => HistoryPage;

/** A port over messages that a test may change, whose pages a test may spoil. */
export function telegramOver(
  messages: () => readonly Message[],
  spoil: Spoil = (page) => page,
  earlier: readonly Message[] = [],
): Telegram {
  const memory = memoryTelegram({ chats: [], now: () => NOW });
  const threadsOf = ({ id }: ChatRef) => ({ isForum: id !== DISCUSSION_REF.id });
  const isKnown = (sender: ChatRef | undefined) =>
    sender === undefined || isNamed(sender, held(sender.seen_in?.chat ?? sender));
  const held = (ref: ChatRef) => ref.type === "group" ? earlier : messages();
  const answer = (page: HistoryPage, request: HistoryRequest) =>
    Promise.resolve({ ok: true, value: spoil(withSenders(page, request.ref), request) } as const);
  return {
    ...memory,
    messages: {
      ...memory.messages,
      getHistory: (request) => answer(historyPage(held(request.ref), request), request),
      search: (request) =>
        isKnown(request.sender)
          ? answer(searchPage(held(request.ref), request, threadsOf(request.ref)), request)
          : Promise.resolve({ ok: false, failure: NO_SENDER }),
      getReplies: (request) => {
        const [ref, rootId] = request.root_id === POST_ID
          ? [DISCUSSION_REF, HEAD_ID]
          : [request.ref, request.root_id];
        const page = repliesPage(held(ref), request, rootId, threadsOf(ref));
        return answer(page, { ...request, ref });
      },
      getDiscussion: () => Promise.resolve(DISCUSSED),
    },
  };
}

/** A question, and what is known beside it. */
export interface Question {
  readonly query: HistoryQuery;
  readonly onlySender?: readonly number[];
  /** Who was met before. */
  readonly met?: readonly ChatRef[];
  readonly earlier?: readonly Message[];
}

/** What a test asks, page by page. */
export interface Asked extends Question {
  readonly pageSize: number;
}

/** What is read to answer a question. */
export function subjectOf({ earlier = [], met = [], onlySender, query }: Question): Subject {
  const part = earlier.length === 0 ? undefined : { ref: GROUP_REF, chatId: GROUP_ID };
  const senders = emptyBook();
  senders.met(met);
  return {
    ref: REF,
    query,
    senders,
    ...(onlySender === undefined ? {} : { onlySender }),
    earlier: () => Promise.resolve(succeed(part)),
    discussion: () => Promise.resolve(DISCUSSED),
  };
}

/** Reads to the end, page by page. */
export async function readAll(
  telegram: Telegram,
  asked: Asked,
  between: (page: number) => void = () => {},
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  const subject = subjectOf(asked);
  for (let done = false; !done;) {
    assert.ok(readings.length < 3000, "the read does not end");
    const place = readings.at(-1)?.place;
    const request: ReadRequest = {
      ...subject,
      pageSize: asked.pageSize,
      ...(place === undefined ? {} : { place }),
    };
    const outcome = await readHistory(telegram, request, OPTIONS);
    assert.ok(outcome.ok);
    readings.push(outcome.value);
    done = outcome.value.done;
    between(readings.length);
  }
  return readings;
}

/** The messages read, as (chat, id). */
export function identities(readings: readonly Reading[]): readonly string[] {
  return readings.flatMap(({ messages }) => messages.map(identity));
}

const identity = ({ chat_id, id }: Message) => `${chat_id}/${id}`;

/** What the question asks for, over the whole history: a plain filter of the tests' own. */
export function plainFilter(
  history: readonly Message[],
  query: HistoryQuery,
  earlier: readonly Message[] = [],
): readonly string[] {
  const inOrder = [...earlier, ...history].filter((each) => isWanted(each, query)).map(identity);
  return query.direction === "asc" ? inOrder : inOrder.toReversed();
}

type Check = (each: Message, query: HistoryQuery) => boolean;

/** One check for each part of a question; a part that was not asked passes everything. */
const CHECKS: readonly Check[] = [
  ({ date }, { window }) => window.from === undefined || !(date < window.from),
  ({ date }, { window }) => window.to === undefined || date < window.to,
  ({ topic_id }, query) => query.topic_id !== 1 || topic_id === undefined,
  ({ topic_id }, query) => [undefined, 1, topic_id].includes(query.topic_id),
  ({ thread_id }, query) => query.thread_id !== POST_ID || thread_id === HEAD_ID,
  ({ text }, { search }) => {
    const words = text.toLowerCase().split(" ");
    return search === undefined || search.split(" ").every((word) => words.includes(word));
  },
  asked("media_types", (each, types) => (types as readonly string[]).includes(typeName(each))),
  asked("has_media", ({ media }, wanted) => (media !== undefined) === wanted),
  asked("has_links", (each, wanted) => isLinked(each) === wanted),
  asked(
    "from_users",
    ({ chat_id, sender }, ids) =>
      sender === undefined ? ids.includes(chat_id) : ids.includes(sender.id),
  ),
  asked("min_views", ({ views }, least) => views !== undefined && !(views < least)),
  asked("max_views", ({ views }, most) => views !== undefined && !(views > most)),
  asked("pinned", ({ pinned }, wanted) => (pinned === true) === wanted),
];

function isWanted(each: Message, query: HistoryQuery): boolean {
  return CHECKS.every((check) => check(each, query));
}

function asked<Field extends keyof MessageFilter>(
  field: Field,
  holds: (each: Message, wanted: NonNullable<MessageFilter[Field]>) => boolean,
): Check {
  return (each, { filter = {} }) => {
    const wanted = filter[field];
    return wanted === undefined || holds(each, wanted);
  };
}

function typeName({ media, service }: Message): string {
  if (media !== undefined) return media.type;
  return service === undefined ? "text" : "none";
}

function isLinked({ entities = [], media }: Message): boolean {
  return media?.type === "link" || entities.some(({ type }) => ["url", "text_url"].includes(type));
}
