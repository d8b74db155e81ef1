/**
 * `messages.getChats` and `messages.getFullChat`: basic groups.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { isCreator, membersOf, refOfUser } from "../members.ts";
import { method } from "../method.ts";
import { companyOf } from "../page.ts";
import { resolveBasicGroup } from "../peers.ts";
import { refOfChat } from "../refs.ts";

/** Basic groups. One that the account is not in is `CHAT_ID_INVALID`. */
export const chatsService: Service = {
  "messages.getChats": method(({ id }: { readonly id: readonly Api.long[] }, context) => {
    const chats = id.flatMap((each) => resolveBasicGroup(each, context)?.entity as Api.Chat ?? []);
    if (chats.length < id.length) return rpcError(400, "CHAT_ID_INVALID");
    return { answer: new Api.messages.Chats({ chats }) };
  }),

  "messages.getFullChat": method(async ({ chatId }: { readonly chatId: Api.long }, context) => {
    const chat = resolveBasicGroup(chatId, context);
    if (chat === undefined) return rpcError(400, "CHAT_ID_INVALID");
    const { about, pinnedMessageId } = chat.details;
    const members = await listedMembers(chat, context);
    const answer = new Api.messages.ChatFull({
      fullChat: new Api.ChatFull({
        id: chat.entity.id,
        about,
        participants: participantsOf(members, chat),
        notifySettings: new Api.PeerNotifySettings({}),
        ...(pinnedMessageId ? { pinnedMsgId: pinnedMessageId } : {}),
      }),
      ...companyOf([refOfChat(chat), ...members.map(refOfUser)], false, context.world),
    });
    return { answer };
  }),
};

/** A group that became a supergroup shows nobody any more. */
async function listedMembers(
  chat: WorldChat,
  context: ServiceContext,
): Promise<readonly Api.User[]> {
  return (chat.entity as Api.Chat).migratedTo ? [] : await membersOf(chat, context);
}

function participantsOf(members: readonly Api.User[], chat: WorldChat): Api.TypeChatParticipants {
  const { id: chatId, date, version, migratedTo } = chat.entity as Api.Chat;
  if (migratedTo) return new Api.ChatParticipantsForbidden({ chatId });
  const creator = members.find((user) => isCreator(user, chat)) ?? members[0];
  const participants = members.map(({ id: userId }) =>
    creator?.id.equals(userId)
      ? new Api.ChatParticipantCreator({ userId })
      : new Api.ChatParticipant({ userId, inviterId: creator?.id ?? userId, date })
  );
  return new Api.ChatParticipants({ chatId, participants, version });
}
