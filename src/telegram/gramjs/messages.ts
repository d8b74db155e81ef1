/**
 * Telegram's messages as ours.
 *
 * Constructors: https://core.telegram.org/type/Message, layer 198. Decoded answers say `null` and `false`
 * for what is absent; here absent is absent.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { ForwardOrigin, Message, Reactions } from "../../model/message.ts";
import type { HistoryPage } from "../port.ts";
import { entitiesOf } from "./entities.ts";
import { hasLifetime, mediaOf } from "./media.ts";
import { present } from "./present.ts";
import { peerId, type People, peopleOf } from "./people.ts";
import { serviceFact } from "./service_actions.ts";
import { type Full, placeInThreads, type Threading, threadingOf } from "./threads.ts";

/** How many kinds of reaction a message lists. */
const TOP_REACTIONS = 5;

/**
 * Turns an answer of `messages.getHistory` and its kind into a page.
 *
 * @param answer The answer, any constructor of `messages.Messages`.
 * @returns The page. Deleted messages and those with a lifetime are on it by id only.
 */
export function pageOf(answer: Api.messages.TypeMessages): HistoryPage {
  if (answer.className === "messages.MessagesNotModified") {
    return { ids: [], messages: [] };
  }
  const people = peopleOf(answer);
  const threading = threadingOf(answer.chats);
  return {
    // A whole answer is no slice of anything: it says no count, and is all there is.
    total: "count" in answer ? answer.count : answer.messages.length,
    ids: answer.messages.map((message) => message.id),
    messages: answer.messages.filter(isShown).map((message) =>
      messageOf(message, people, threading(message.peerId))
    ),
  };
}

function isShown(message: Api.TypeMessage): message is Full {
  if (message.className === "MessageEmpty" || message.ttlPeriod) return false;
  return message.className === "MessageService" || !message.media || !hasLifetime(message.media);
}

/**
 * Turns one message into ours.
 *
 * @param message The message.
 * @param people Who the answer speaks of.
 * @param threading How its chat's messages hang together.
 */
export function messageOf(
  message: Full,
  people: People,
  threading: Threading = "none",
): Message {
  const header = {
    id: message.id,
    chat_id: peerId(message.peerId),
    date: message.date,
    ...(message.fromId && { sender: people(message.fromId) }),
    ...placeInThreads(message, threading),
    ...reactionsOf(message.reactions),
  };
  return message.className === "MessageService"
    ? { ...header, text: "", service: serviceFact(message.action, message.fromId ?? undefined) }
    : { ...header, ...contentOf(message), ...statisticsOf(message), ...originOf(message, people) };
}

function contentOf(message: Api.Message) {
  const { entities, editHide } = message;
  return {
    text: message.message,
    ...present({
      author: message.postAuthor,
      media: message.media && mediaOf(message.media),
      entities: entities?.length ? entitiesOf(entities) : undefined,
      album_id: message.groupedId?.toString(),
      pinned: message.pinned,
      // `edit_hide` marks edits that the author did not make: reactions, buttons, link previews.
      edit_date: editHide ? undefined : message.editDate,
    }),
  };
}

function statisticsOf({ views, forwards, replies }: Api.Message) {
  return present({ views, forwards, replies: replies?.replies });
}

function originOf({ fwdFrom }: Api.Message, people: People): { forward_from?: ForwardOrigin } {
  if (!fwdFrom) return {};
  const from = fwdFrom.fromId && people(fwdFrom.fromId);
  const message_id = fwdFrom.channelPost;
  const name = fwdFrom.fromName || from?.name;
  return { forward_from: present({ id: from?.id, name, message_id, date: fwdFrom.date }) };
}

function reactionsOf(reactions: Api.MessageReactions | undefined): { reactions?: Reactions } {
  const counts = new Map<string, number>();
  for (const { reaction, count } of reactions?.results ?? []) {
    const name = reactionName(reaction);
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  if (counts.size === 0) return {};
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return {
    reactions: {
      total: sorted.reduce((sum, [, count]) => sum + count, 0),
      top: sorted.slice(0, TOP_REACTIONS).map(([reaction, count]) => ({ reaction, count })),
    },
  };
}

function reactionName(reaction: Api.TypeReaction): string {
  if (reaction.className === "ReactionEmoji") return reaction.emoticon;
  return reaction.className === "ReactionPaid" ? "paid" : "custom";
}
