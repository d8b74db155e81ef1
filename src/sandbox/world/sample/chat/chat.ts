/**
 * `@tgtk_chat`: twenty thousand messages of a neighbourhood.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { ACCOUNTS, CHAT, OLD_GROUP, SALT, WORLD_NOW } from "../directory.ts";
import { channelEntity } from "../entities/channels.ts";
import {
  channelPeer,
  type MessageFields,
  ordinaryMessage,
  serviceMessage,
  userPeer,
} from "../entities/peers.ts";
import { personId } from "../people/people.ts";
import { forwardHeader } from "../post/forwards.ts";
import { reactionsOf } from "../post/reactions.ts";
import { tabledHistory } from "../tabled_history.ts";
import type { WorldChat, WorldMessage } from "../../world.ts";
import { type ChatFrame, chatFrame, type ChatKind, isPinned } from "./chat_frame.ts";
import { replyHeader } from "./replies.ts";
import { spoken } from "./spoken.ts";

const peerId = channelPeer(CHAT.id);

/** Makes the supergroup. `oldLastId` is the last id used in the basic group it came from. */
export function chatSupergroup(seed: number, oldLastId: number): WorldChat {
  const frame = chatFrame(seed);
  return {
    entity: channelEntity(seed, { ...CHAT, date: CHAT.from, joined: true, flags: ["megagroup"] }),
    details: {
      about: CHAT.about,
      participantsCount: CHAT.members,
      migratedFrom: { chatId: OLD_GROUP.id, maxId: oldLastId },
      pinnedMessageId: CHAT.pinned[CHAT.pinned.length - 1]!,
    },
    history: tabledHistory({
      ids: frame.ids,
      dateAt: (index) => frame.dateOf(frame.ids[index]!),
      make: (index) => chatMessage(frame, index),
    }),
    member: true,
  };
}

function chatMessage(frame: ChatFrame, index: number): WorldMessage {
  const id = frame.ids[index]!;
  const date = frame.dateOf(id);
  const sender = personId(frame.senderAt(index));
  const place = { id, peerId, date, fromId: userPeer(sender) };
  const kind = frame.kindAt(index);
  if (kind !== "said") {
    return serviceMessage({
      ...place,
      action: actionOf(kind, sender),
      replyTo: kind === "pin" ? new Api.MessageReplyHeader({ replyToMsgId: id - 1 }) : undefined,
    });
  }
  return ordinaryMessage({
    ...place,
    ...spoken({ seed: frame.seed, chat: CHAT.id, id, date }),
    ...extrasOf(frame, index, date),
    ...(isPinned(id) ? { pinned: true } : {}),
  });
}

/** Answer, origin, edit, reactions: each thrown for by itself. */
function extrasOf(frame: ChatFrame, index: number, date: number): Partial<MessageFields> {
  const thrown = dice(frame.seed, CHAT.id, index, SALT.numbers);
  const replyTo = replyHeader(frame, index);
  const forwarded = thrown.chance(0.04) && replyTo === undefined;
  return {
    replyTo,
    ...(forwarded ? { fwdFrom: forwardHeader(thrown, date) } : {}),
    ...(!forwarded && thrown.chance(0.05)
      ? { editDate: Math.min(WORLD_NOW, date + thrown.between(5, 3_000)) }
      : {}),
    ...(thrown.chance(0.09) ? { reactions: reactionsOf(thrown, 12) } : {}),
    ...(thrown.chance(0.005) ? { viaBotId: bigInt(ACCOUNTS.helper.id) } : {}),
  };
}

function actionOf(kind: Exclude<ChatKind, "said">, sender: number): Api.TypeMessageAction {
  switch (kind) {
    case "migrated":
      return new Api.MessageActionChannelMigrateFrom({
        title: OLD_GROUP.title,
        chatId: bigInt(OLD_GROUP.id),
      });
    case "pin":
      return new Api.MessageActionPinMessage();
    case "joined":
      return new Api.MessageActionChatJoinedByLink({ inviterId: bigInt(personId(0)) });
    case "invited":
      return new Api.MessageActionChatAddUser({ users: [bigInt(sender)] });
    case "left":
      return new Api.MessageActionChatDeleteUser({ userId: bigInt(sender) });
    case "title":
      return new Api.MessageActionChatEditTitle({ title: CHAT.title });
  }
}
