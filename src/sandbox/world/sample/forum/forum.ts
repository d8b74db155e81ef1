/**
 * `@tgtk_forum`: a supergroup with twelve topics.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { byWeight, dice, identifier } from "../dice.ts";
import { FORUM, SALT } from "../directory.ts";
import { channelEntity } from "../entities/channels.ts";
import { channelPeer, ordinaryMessage, serviceMessage, userPeer } from "../entities/peers.ts";
import { personId } from "../people/people.ts";
import { reactionsOf } from "../post/reactions.ts";
import { spoken } from "../chat/spoken.ts";
import { chooseIds, tabledHistory } from "../tabled_history.ts";
import { burstyTimeline } from "../timeline.ts";
import type { WorldChat, WorldMessage } from "../../world.ts";
import { GENERAL_ID, type TopicPlan, TOPICS } from "./topics.ts";

const peerId = channelPeer(FORUM.id);
const sentAt = burstyTimeline(FORUM);
/** Writers are the people with these numbers. */
const WRITERS = { first: 100, count: 300 };
/** How far an answer looks back for a message of its topic. */
const REACH = 40;

const openers: ReadonlyMap<number, TopicPlan> = new Map(
  TOPICS.filter(({ id }) => id !== GENERAL_ID).map((topic) => [topic.id, topic]),
);
const closers: ReadonlyMap<number, TopicPlan> = new Map(
  TOPICS.flatMap((topic) => topic.closedBy === undefined ? [] : [[topic.closedBy, topic] as const]),
);
const isService = (id: number) => id === 1 || openers.has(id) || closers.has(id);

/** Makes the forum. */
export function forum(seed: number): WorldChat {
  const ids = chooseIds({ ...FORUM, seed, chat: FORUM.id, isKept: isService });
  return {
    entity: channelEntity(seed, {
      ...FORUM,
      date: FORUM.from,
      flags: ["megagroup", "forum"],
    }),
    details: { about: FORUM.about, participantsCount: FORUM.members },
    history: tabledHistory({
      ids,
      dateAt: (index) => sentAt(ids[index]!),
      make: (index) => forumMessage(seed, ids, index),
    }),
    topics: TOPICS.map((topic) => forumTopic(seed, ids, topic)),
    member: true,
  };
}

/** The topic of a message: its own where it opens or closes one, else one that is open then. */
function topicOf(seed: number, id: number): TopicPlan {
  const fixed = openers.get(id) ?? closers.get(id);
  if (fixed !== undefined) return fixed;
  const open = TOPICS.filter((topic) => topic.id < id && id < (topic.closedBy ?? Infinity));
  if (id === 1 || open.length === 0) return TOPICS[0]!;
  const thrown = dice(seed, FORUM.id, id, SALT.topic);
  return byWeight(thrown.fraction(), open.map((topic) => [topic, topic.weight] as const));
}

/** Who wrote a message. */
function writerOf(seed: number, id: number): Api.PeerUser {
  const lot = dice(seed, FORUM.id, id, SALT.sender).fraction();
  return userPeer(personId(WRITERS.first + Math.floor(lot ** 2 * WRITERS.count)));
}

function forumMessage(seed: number, ids: Int32Array, index: number): WorldMessage {
  const id = ids[index]!;
  const date = sentAt(id);
  const place = { id, peerId, date, fromId: writerOf(seed, id) };
  if (isService(id)) {
    const replyTo = closers.has(id) ? inTopic(topicOf(seed, id)) : undefined;
    return serviceMessage({ ...place, action: actionOf(seed, id), replyTo });
  }
  const thrown = dice(seed, FORUM.id, id, SALT.numbers);
  return ordinaryMessage({
    ...place,
    ...spoken({ seed, chat: FORUM.id, id, date }),
    replyTo: replyIn(seed, ids, index),
    ...(thrown.chance(0.15) ? { reactions: reactionsOf(thrown, 10) } : {}),
  });
}

function actionOf(seed: number, id: number): Api.TypeMessageAction {
  const opened = openers.get(id);
  if (opened !== undefined) {
    return new Api.MessageActionTopicCreate({ ...look(seed, opened) });
  }
  return closers.has(id)
    ? new Api.MessageActionTopicEdit({ closed: true })
    : new Api.MessageActionChannelCreate({ title: FORUM.title });
}

function look(seed: number, topic: TopicPlan) {
  const { title, iconColor, emoji } = topic;
  const iconEmojiId = emoji ? identifier(dice(seed, FORUM.id, topic.id, SALT.entity)) : undefined;
  return { title, iconColor, ...(iconEmojiId === undefined ? {} : { iconEmojiId }) };
}

/** The header of a message that stands in a topic and answers nobody; General has none. */
function inTopic(topic: TopicPlan): Api.MessageReplyHeader | undefined {
  return topic.id === GENERAL_ID
    ? undefined
    : new Api.MessageReplyHeader({ forumTopic: true, replyToMsgId: topic.id });
}

function replyIn(seed: number, ids: Int32Array, index: number): Api.MessageReplyHeader | undefined {
  const topic = topicOf(seed, ids[index]!);
  const answered = dice(seed, FORUM.id, ids[index]!, SALT.reply).chance(0.35)
    ? lastInTopic(seed, ids, index, topic)
    : undefined;
  if (answered === undefined) return inTopic(topic);
  return topic.id === GENERAL_ID
    ? new Api.MessageReplyHeader({ replyToMsgId: answered })
    : new Api.MessageReplyHeader({
      forumTopic: true,
      replyToMsgId: answered,
      replyToTopId: topic.id,
    });
}

/** The last message of a topic before an index, if it is near. */
function lastInTopic(
  seed: number,
  ids: Int32Array,
  index: number,
  topic: TopicPlan,
): number | undefined {
  for (let i = index - 1; i >= 0 && i >= index - REACH; i--) {
    const id = ids[i]!;
    if (!isService(id) && topicOf(seed, id) === topic) return id;
  }
  return undefined;
}

function forumTopic(seed: number, ids: Int32Array, topic: TopicPlan): Api.ForumTopic {
  const top = ids.findLast((id) => topicOf(seed, id) === topic) ?? topic.id;
  return new Api.ForumTopic({
    id: topic.id,
    date: sentAt(topic.id),
    ...look(seed, topic),
    topMessage: top,
    readInboxMaxId: top,
    readOutboxMaxId: 0,
    unreadCount: 0,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    fromId: writerOf(seed, topic.id),
    notifySettings: new Api.PeerNotifySettings({}),
    ...(topic.closedBy === undefined ? {} : { closed: true }),
    ...(topic.pinned ? { pinned: true } : {}),
  });
}
