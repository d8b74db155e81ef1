/**
 * Who an answer speaks of: its users and chats, found by peer. The book lives as long as one answer,
 * so it remembers nothing and no "min" entity can outlive its page.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { markedId } from "../../model/chat.ts";
import type { Sender } from "../../model/message.ts";
import { type Entity, entityId, entityName, entityUsernames } from "./chats.ts";
import { present } from "./present.ts";

/** Finds who a peer is. */
export type People = (peer: Api.TypePeer) => Sender;

/** What a sender is called that the answer names by id alone. */
const UNNAMED = "Unknown";

/**
 * Makes the book of one answer.
 *
 * @param answer Anything with `users` and `chats`.
 * @returns A look-up that knows every peer: who is not in the answer is named `Unknown`.
 */
export function peopleOf(
  answer: { readonly users: readonly Api.TypeUser[]; readonly chats: readonly Api.TypeChat[] },
): People {
  const known = new Map<number, Sender>();
  for (const entity of [...answer.users, ...answer.chats]) {
    known.set(entityId(entity), senderOf(entity));
  }
  return (peer) => known.get(peerId(peer)) ?? unnamed(peer);
}

/** A peer's marked id. */
export function peerId(peer: Api.TypePeer): number {
  switch (peer.className) {
    case "PeerUser":
      return markedId({ type: "user", id: peer.userId.toJSNumber() });
    case "PeerChat":
      return markedId({ type: "group", id: peer.chatId.toJSNumber() });
    case "PeerChannel":
      return markedId({ type: "channel", id: peer.channelId.toJSNumber() });
  }
}

function senderOf(entity: Entity): Sender {
  return {
    id: entityId(entity),
    kind: kindOf(entity),
    name: entityName(entity),
    ...present({ username: entityUsernames(entity)[0] }),
  };
}

function kindOf(entity: Entity): Sender["kind"] {
  if (entity.className === "User" || entity.className === "UserEmpty") {
    return "bot" in entity && entity.bot ? "bot" : "user";
  }
  return "broadcast" in entity && entity.broadcast ? "channel" : "group";
}

const UNNAMED_KINDS = { PeerUser: "user", PeerChat: "group", PeerChannel: "channel" } as const;

function unnamed(peer: Api.TypePeer): Sender {
  return { id: peerId(peer), kind: UNNAMED_KINDS[peer.className], name: UNNAMED };
}
