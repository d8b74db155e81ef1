/**
 * A chat as a dialog of the account.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { WorldChat } from "../../world/world.ts";
import { ptsOf } from "../page.ts";
import { peerOf, refOfChat } from "../refs.ts";

/** The id of a chat's newest message, 0 in an empty chat. */
export function newestId({ history }: WorldChat): number {
  return history.count === 0 ? 0 : history.idAt(history.count - 1);
}

/** Makes the dialog. The account has read everything: reading marks nothing here. */
export function dialogOf(chat: WorldChat): Api.Dialog {
  const topMessage = newestId(chat);
  return new Api.Dialog({
    peer: peerOf(refOfChat(chat)),
    topMessage,
    readInboxMaxId: topMessage,
    readOutboxMaxId: topMessage,
    unreadCount: 0,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: new Api.PeerNotifySettings({}),
    ...(chat.entity.className === "Channel" ? { pts: ptsOf(chat.history) } : {}),
  });
}
