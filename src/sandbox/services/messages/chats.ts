/**
 * `messages.getChats` and `messages.getFullChat`: basic groups.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service } from "../../rpc.ts";
import { method } from "../method.ts";
import { resolveBasicGroup } from "../peers.ts";

/** Basic groups. One that the account is not in is `CHAT_ID_INVALID`. */
export const chatsService: Service = {
  "messages.getChats": method(({ id }: { readonly id: readonly Api.long[] }, context) => {
    const chats = id.flatMap((each) => resolveBasicGroup(each, context)?.entity as Api.Chat ?? []);
    if (chats.length < id.length) return rpcError(400, "CHAT_ID_INVALID");
    return { answer: new Api.messages.Chats({ chats }) };
  }),

  "messages.getFullChat": method(({ chatId }: { readonly chatId: Api.long }, context) => {
    const chat = resolveBasicGroup(chatId, context);
    if (chat === undefined) return rpcError(400, "CHAT_ID_INVALID");
    const { about, pinnedMessageId } = chat.details;
    const answer = new Api.messages.ChatFull({
      fullChat: new Api.ChatFull({
        id: chat.entity.id,
        about,
        // Worlds keep no lists of members.
        participants: new Api.ChatParticipantsForbidden({ chatId: chat.entity.id }),
        notifySettings: new Api.PeerNotifySettings({}),
        ...(pinnedMessageId ? { pinnedMsgId: pinnedMessageId } : {}),
      }),
      chats: [chat.entity as Api.Chat],
      users: [],
    });
    return { answer };
  }),
};
