/**
 * References as Telegram wants them in a request.
 *
 * Constructors: https://core.telegram.org/type/InputPeer, https://core.telegram.org/type/InputChannel.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import { markedId } from "../../model/chat.ts";
import type { ChatRef, SeenIn } from "../port.ts";
import type { Subject } from "./failures.ts";

/** What a caller is told that a call was about: the marked id. */
export function subjectOf(ref: ChatRef): Subject {
  return String(markedId(ref));
}

/** Without an access hash Telegram answers as for a chat that does not exist. */
function accessHash(ref: ChatRef) {
  return bigInt(ref.access_hash ?? "0");
}

/** A user, where only users are meant. */
export function inputUser(ref: ChatRef): Api.InputUser {
  return new Api.InputUser({ userId: bigInt(ref.id), accessHash: accessHash(ref) });
}

/** A channel or supergroup, where only these are meant. */
export function inputChannel(ref: ChatRef): Api.InputChannel {
  return new Api.InputChannel({ channelId: bigInt(ref.id), accessHash: accessHash(ref) });
}

/** Any chat, or a sender. */
export function inputPeer(ref: ChatRef): Api.TypeInputPeer {
  if (ref.type === "group") return new Api.InputPeerChat({ chatId: bigInt(ref.id) });
  if (ref.seen_in !== undefined) return seenPeer(ref, ref.seen_in);
  return ref.type === "user"
    ? new Api.InputPeerUser({ userId: bigInt(ref.id), accessHash: accessHash(ref) })
    : new Api.InputPeerChannel({ channelId: bigInt(ref.id), accessHash: accessHash(ref) });
}

/** Somebody who was shown in passing only: https://core.telegram.org/api/min. */
function seenPeer({ id, type }: ChatRef, { chat, message_id: msgId }: SeenIn): Api.TypeInputPeer {
  const peer = inputPeer(chat);
  return type === "user"
    ? new Api.InputPeerUserFromMessage({ peer, msgId, userId: bigInt(id) })
    : new Api.InputPeerChannelFromMessage({ peer, msgId, channelId: bigInt(id) });
}
