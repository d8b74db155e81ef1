/**
 * The topics of a forum, gathered from its messages.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { WorldMessage } from "../world.ts";

/** Messages of no other topic are in the one that every forum has. */
const GENERAL = 1;

/** The blue that Telegram gives to topics first: core.telegram.org/api/forum. */
const DEFAULT_COLOR = 0x6fb9f0;

/** A topic while a history is being read. */
interface Topic {
  title: string;
  iconColor: number;
  iconEmojiId?: NonNullable<Api.MessageActionTopicCreate["iconEmojiId"]>;
  date: number;
  fromId: Api.TypePeer;
  topMessage: number;
  closed?: boolean;
  hidden?: boolean;
}

/** Gathers topics while a history is read once, oldest first. */
export interface TopicGathering {
  read(message: WorldMessage): void;
  /** The topics, General first; `undefined` if the chat is no forum. */
  topics(): readonly Api.ForumTopic[] | undefined;
}

/**
 * Starts gathering.
 *
 * @returns The gathering.
 *
 * @example A chat without topics
 * ```ts
 * import { gatherTopics } from "./topics.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(gatherTopics().topics(), undefined);
 * ```
 */
export function gatherTopics(): TopicGathering {
  const topics = new Map<number, Topic>();
  let general: Topic | undefined;
  const read = (message: WorldMessage): void => {
    general ??= generalTopic(message);
    const action = message instanceof Api.MessageService ? message.action : undefined;
    if (action instanceof Api.MessageActionTopicCreate) {
      topics.set(message.id, created(message, action));
    }
    const topic = topics.get(topicIdOf(message)) ?? general;
    topic.topMessage = message.id;
    if (action instanceof Api.MessageActionTopicEdit) edit(topic, action);
  };
  return {
    read,
    topics: () => {
      if (topics.size === 0 || general === undefined) return undefined;
      return [...new Map([[GENERAL, general], ...topics])].map(([id, topic]) =>
        toForumTopic(id, topic)
      );
    },
  };
}

function topicIdOf(message: WorldMessage): number {
  const reply = message.replyTo;
  if (!(reply instanceof Api.MessageReplyHeader)) {
    const isCreation = message instanceof Api.MessageService &&
      message.action instanceof Api.MessageActionTopicCreate;
    return isCreation ? message.id : GENERAL;
  }
  return reply.forumTopic ? reply.replyToTopId ?? reply.replyToMsgId ?? GENERAL : GENERAL;
}

function created(message: WorldMessage, action: Api.MessageActionTopicCreate): Topic {
  return {
    title: action.title,
    iconColor: action.iconColor,
    ...(action.iconEmojiId ? { iconEmojiId: action.iconEmojiId } : {}),
    date: message.date,
    fromId: message.fromId ?? message.peerId,
    topMessage: message.id,
  };
}

function generalTopic(first: WorldMessage): Topic {
  const { date, peerId: fromId, id: topMessage } = first;
  return { title: "General", iconColor: DEFAULT_COLOR, date, fromId, topMessage };
}

function edit(
  topic: Topic,
  { title, closed, hidden, iconEmojiId }: Api.MessageActionTopicEdit,
): void {
  if (title) topic.title = title;
  if (iconEmojiId) topic.iconEmojiId = iconEmojiId;
  if (typeof closed === "boolean") topic.closed = closed;
  if (typeof hidden === "boolean") topic.hidden = hidden;
}

function toForumTopic(id: number, { closed, hidden, ...topic }: Topic): Api.ForumTopic {
  return new Api.ForumTopic({
    ...topic,
    id,
    ...(closed ? { closed } : {}),
    ...(hidden ? { hidden } : {}),
    readInboxMaxId: topic.topMessage,
    readOutboxMaxId: topic.topMessage,
    unreadCount: 0,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: new Api.PeerNotifySettings({}),
  });
}
