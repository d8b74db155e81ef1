/**
 * `channels.getChannels` and `channels.getFullChannel`.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { Service, ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { companyOf, ptsOf } from "../page.ts";
import { resolveChannel } from "../peers.ts";
import type { PeerRef } from "../refs.ts";
import { fullChannel } from "../views.ts";

interface GetChannels {
  readonly id: readonly Api.TypeInputChannel[];
}

interface GetFullChannel {
  readonly channel: Api.TypeInputChannel;
}

/** Channels and supergroups. */
export const channelsService: Service = {
  // One that cannot be had fails the whole request.
  "channels.getChannels": method(({ id }: GetChannels, context) => {
    const chats: Api.Channel[] = [];
    for (const input of id) {
      const chat = resolveChannel(input, context);
      if ("error" in chat) return chat;
      chats.push(fullChannel(chat.entity as Api.Channel, context.world));
    }
    return { answer: new Api.messages.Chats({ chats }) };
  }),

  "channels.getFullChannel": method(({ channel }: GetFullChannel, context) => {
    const chat = resolveChannel(channel, context);
    return "error" in chat ? chat : { answer: fullDescription(chat, context) };
  }),
};

function fullDescription(chat: WorldChat, { world }: ServiceContext): Api.messages.ChatFull {
  const { history, details, member } = chat;
  const channel = chat.entity as Api.Channel;
  const newest = history.count === 0 ? 0 : history.idAt(history.count - 1);
  return new Api.messages.ChatFull({
    fullChat: new Api.ChannelFull({
      id: channel.id,
      about: details.about,
      canViewParticipants: channel.megagroup ?? false,
      // The account has read everything: what it has not read is no matter of this data centre.
      readInboxMaxId: member ? newest : 0,
      readOutboxMaxId: member ? newest : 0,
      unreadCount: 0,
      chatPhoto: new Api.PhotoEmpty({ id: bigInt.zero }),
      notifySettings: new Api.PeerNotifySettings({}),
      botInfo: [],
      pts: ptsOf(history),
      ...optionalDetails(details),
    }),
    ...companyOf(relatives(channel, details, world), false, world),
  });
}

function optionalDetails(
  { participantsCount, linkedChatId, migratedFrom, pinnedMessageId }: WorldChat["details"],
) {
  return {
    ...(participantsCount === undefined ? {} : { participantsCount }),
    ...(linkedChatId ? { linkedChatId: bigInt(linkedChatId) } : {}),
    ...(migratedFrom
      ? {
        migratedFromChatId: bigInt(migratedFrom.chatId),
        migratedFromMaxId: migratedFrom.maxId,
      }
      : {}),
    ...(pinnedMessageId ? { pinnedMsgId: pinnedMessageId } : {}),
  };
}

/** The channel, its other half, and the basic group it came from if the account was in it. */
function relatives(
  channel: Api.Channel,
  { linkedChatId, migratedFrom }: WorldChat["details"],
  world: ServiceContext["world"],
): readonly PeerRef[] {
  const former = migratedFrom && world.chat("chat", migratedFrom.chatId);
  return [
    { type: "channel", id: channel.id.toJSNumber() },
    ...(linkedChatId ? [{ type: "channel", id: linkedChatId } as const] : []),
    ...(former?.member ? [{ type: "chat", id: former.entity.id.toJSNumber() } as const] : []),
  ];
}
