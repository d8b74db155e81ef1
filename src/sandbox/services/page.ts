/**
 * A page of messages as it is sent: the messages, the people and chats they refer to, and how much
 * there is in all.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { ServiceContext } from "../rpc.ts";
import type { History, World, WorldChat } from "../world/world.ts";
import { findChannel, findUser } from "./find.ts";
import { rememberFiles } from "./files/known_files.ts";
import { mentionedPeers } from "./mentions.ts";
import { type PeerRef, refKey, refOfChat } from "./refs.ts";
import { fullChannel, fullUser, isReadable, minChannel, minUser } from "./views.ts";

/** The people and chats that travel with messages. */
export interface Company {
  readonly chats: Api.TypeChat[];
  readonly users: Api.TypeUser[];
}

/**
 * Collects who travels with a page.
 *
 * @param chat Where the page was read. In a channel or supergroup the users are `min`, as Telegram
 * sends a channel's senders; in a basic group or a dialog they are full.
 * @param also Who else travels.
 */
export function company(
  messages: readonly Api.TypeMessage[],
  chat: WorldChat,
  { world }: ServiceContext,
  also: readonly PeerRef[] = [],
): Company {
  // Of two people who talk, both travel, even if only one of them has written.
  const self = { type: "user", id: world.self.id.toJSNumber() } as const;
  const here = chat.entity.className === "User" ? [refOfChat(chat), self] : [refOfChat(chat)];
  return companyOf(
    [...here, ...also, ...companionsOf(messages, world)],
    chat.entity.className === "Channel",
    world,
  );
}

/** Collects who travels with messages of several chats: the users in full. */
export function mixedCompany(
  messages: readonly Api.TypeMessage[],
  { world }: ServiceContext,
  refs: readonly PeerRef[] = [],
): Company {
  return companyOf([...refs, ...companionsOf(messages, world)], false, world);
}

/** Whom messages refer to. What they carry can be downloaded from now on. */
function companionsOf(messages: readonly Api.TypeMessage[], world: World): readonly PeerRef[] {
  const sent = messages.filter((message) => message.className !== "MessageEmpty");
  rememberFiles(world, sent);
  return sent.flatMap(mentionedPeers);
}

/**
 * Brings the people and chats that are referred to, each once; who is unknown to the world is left out.
 *
 * @param minUsers Show users other than the account itself as `min`.
 */
export function companyOf(
  refs: readonly PeerRef[],
  minUsers: boolean,
  world: World,
): Company {
  const once = [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
  return {
    chats: once.flatMap((ref) => chatView(ref, world) ?? []),
    users: once.filter(({ type }) => type === "user").flatMap(({ id }) => {
      const user = findUser(world, id);
      if (user === undefined) return [];
      return minUsers ? minUser(user, world) : fullUser(user, world);
    }),
  };
}

function chatView({ type, id }: PeerRef, world: World): Api.TypeChat | undefined {
  if (type === "user") return undefined;
  if (type === "chat") return world.chat("chat", id)?.entity as Api.Chat | undefined;
  const chat = findChannel(world, id);
  if (chat === undefined) return undefined;
  const channel = chat.entity as Api.Channel;
  return isKnown(chat, world) ? fullChannel(channel, world) : minChannel(channel);
}

/** The other half of a readable channel is shown in full too, even if only members can enter it. */
function isKnown(chat: WorldChat, world: World): boolean {
  if (isReadable(chat)) return true;
  const { linkedChatId } = chat.details;
  const linked = linkedChatId ? findChannel(world, linkedChatId) : undefined;
  return linked !== undefined && isReadable(linked);
}

/**
 * A channel's event counter: one above the newest id, so that it counts what came before the data
 * centre was started, and one more for each change since.
 */
export function ptsOf(history: History): number {
  const { changes } = history;
  if (changes !== undefined) return ptsOf(changes.base) + changes.log.length;
  return history.count === 0 ? 1 : history.idAt(history.count - 1) + 1;
}

/**
 * Wraps a page in the constructor Telegram uses for its chat: `channelMessages` for channels and
 * supergroups, elsewhere `messages` if the page is all there is and `messagesSlice` otherwise.
 *
 * @param messages The page, newest first.
 * @param history What the page was cut from; says how many there are, and where the page begins.
 * @param also Who travels with the page, beside those whom its messages refer to.
 */
export function pageAnswer(
  messages: Api.TypeMessage[],
  history: History,
  chat: WorldChat,
  context: ServiceContext,
  also: readonly PeerRef[] = [],
): Api.messages.TypeMessages {
  const around = company(messages, chat, context, also);
  const newest = messages[0];
  const place = {
    count: history.count,
    // The place of the page's first message, counted from the newest one.
    offsetIdOffset: newest ? history.count - 1 - history.countBelowId(newest.id) : history.count,
  };
  if (chat.entity.className === "Channel") {
    return new Api.messages.ChannelMessages({
      pts: ptsOf(chat.history),
      ...place,
      messages,
      topics: [],
      ...around,
    });
  }
  if (messages.length === history.count) return new Api.messages.Messages({ messages, ...around });
  return new Api.messages.MessagesSlice({ ...place, messages, ...around });
}
