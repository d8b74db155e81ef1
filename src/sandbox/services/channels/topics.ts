/**
 * `channels.getForumTopics` and `channels.getForumTopicsByID`.
 *
 * https://core.telegram.org/method/channels.getForumTopics
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { company, ptsOf } from "../page.ts";
import { type Refusal, resolveChannel } from "../peers.ts";
import { searchable } from "../search/found.ts";
import { isNamed } from "../search/names.ts";
import { servedMessage } from "../served.ts";
import { effectiveLimit } from "../slice.ts";

interface GetForumTopics {
  readonly channel: Api.TypeInputChannel;
  readonly q?: string | null;
  readonly offsetDate: number;
  readonly offsetId: number;
  readonly offsetTopic: number;
  readonly limit: number;
}

interface GetForumTopicsByID {
  readonly channel: Api.TypeInputChannel;
  readonly topics: readonly number[];
}

/** A topic and its newest message, which may have come after the data centre was started. */
interface Row {
  readonly topic: Api.ForumTopic;
  readonly topMessage: number;
  /** Of the newest message, in Unix seconds. */
  readonly date: number;
}

/** Forum topics. */
export const topicsService: Service = {
  "channels.getForumTopics": method(async (request: GetForumTopics, context) => {
    const chat = forumOf(request.channel, context);
    if ("error" in chat) return chat;
    const { q } = request;
    const rows = (await rowsOf(chat))
      .filter(({ topic }) => !q || isNamed(topic.title, q))
      .sort(byRank);
    const start = placeBelow(rows, request);
    const page = rows.slice(start, start + effectiveLimit(request.limit));
    return { answer: answerOf(page.map(withTop), rows.length, chat, context) };
  }),

  "channels.getForumTopicsByID": method(async (request: GetForumTopicsByID, context) => {
    const chat = forumOf(request.channel, context);
    if ("error" in chat) return chat;
    if (request.topics.length === 0) return rpcError(400, "TOPICS_EMPTY");
    const rows = new Map((await rowsOf(chat)).map((row) => [row.topic.id, row]));
    const topics = request.topics.map((id) => {
      const row = rows.get(id);
      return row === undefined ? new Api.ForumTopicDeleted({ id }) : withTop(row);
    });
    return { answer: answerOf(topics, topics.length, chat, context) };
  }),
};

function forumOf(
  input: Api.TypeInputChannel,
  context: ServiceContext,
): WorldChat | Refusal {
  const chat = resolveChannel(input, context);
  if ("error" in chat) return chat;
  return chat.topics === undefined ? rpcError(400, "CHANNEL_FORUM_MISSING") : chat;
}

async function rowsOf(chat: WorldChat): Promise<Row[]> {
  const { find } = await searchable(chat);
  return (chat.topics ?? []).map((topic) => {
    const messages = find({ root: topic.id });
    const newest = messages.count - 1;
    return newest < 0
      ? { topic, topMessage: topic.topMessage, date: topic.date }
      : { topic, topMessage: messages.idAt(newest), date: messages.dateAt(newest) };
  });
}

function withTop({ topic, topMessage }: Row): Api.ForumTopic {
  return new Api.ForumTopic({ ...topic, topMessage, readInboxMaxId: topMessage });
}

/** Pinned topics first, as the forum has them; the others by their newest message. */
function byRank(a: Row, b: Row): number {
  const pinned = Number(b.topic.pinned ?? false) - Number(a.topic.pinned ?? false);
  if (pinned !== 0 || a.topic.pinned) return pinned;
  return b.date - a.date || b.topMessage - a.topMessage;
}

/** Where a page begins: below the offset's topic; if it is gone, below its newest message. */
function placeBelow(
  rows: readonly Row[],
  { offsetTopic, offsetId, offsetDate }: GetForumTopics,
): number {
  const place = rows.findIndex(({ topic }) => topic.id === offsetTopic);
  if (place >= 0) return place + 1;
  if (offsetDate <= 0 && offsetId <= 0) return 0;
  const isBelow = ({ topic, topMessage, date }: Row): boolean =>
    !topic.pinned && (offsetId > 0 ? topMessage < offsetId : date < offsetDate);
  const below = rows.findIndex(isBelow);
  return below < 0 ? rows.length : below;
}

function answerOf(
  topics: Api.TypeForumTopic[],
  count: number,
  chat: WorldChat,
  context: ServiceContext,
): Api.messages.ForumTopics {
  const messages = topics.flatMap((topic) =>
    topic.className === "ForumTopic" ? servedMessage(chat, topic.topMessage, context) ?? [] : []
  );
  return new Api.messages.ForumTopics({
    count,
    topics,
    messages,
    ...company(messages, chat, context),
    pts: ptsOf(chat.history),
  });
}
