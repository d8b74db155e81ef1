/**
 * References to people and chats: an id space and a bare id.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import type { PeerType, WorldChat } from "../world/world.ts";

/** Names a user, a basic group or a channel. */
export interface PeerRef {
  readonly type: PeerType;
  /** Bare id. */
  readonly id: number;
}

/** Tells apart what a chat's entity is. */
export function peerType(entity: WorldChat["entity"]): PeerType {
  if (entity.className === "User") return "user";
  return entity.className === "Chat" ? "chat" : "channel";
}

/** Reads a TL peer. */
export function refOf(peer: Api.TypePeer): PeerRef {
  switch (peer.className) {
    case "PeerUser":
      return { type: "user", id: peer.userId.toJSNumber() };
    case "PeerChat":
      return { type: "chat", id: peer.chatId.toJSNumber() };
    case "PeerChannel":
      return { type: "channel", id: peer.channelId.toJSNumber() };
  }
}

/** Makes the TL peer of a reference. */
export function peerOf({ type, id }: PeerRef): Api.TypePeer {
  switch (type) {
    case "user":
      return new Api.PeerUser({ userId: bigInt(id) });
    case "chat":
      return new Api.PeerChat({ chatId: bigInt(id) });
    case "channel":
      return new Api.PeerChannel({ channelId: bigInt(id) });
  }
}

/** Names a chat of the world. */
export function refOfChat({ entity }: WorldChat): PeerRef {
  return { type: peerType(entity), id: entity.id.toJSNumber() };
}

/** A reference as a map's key. */
export function refKey({ type, id }: PeerRef): string {
  return `${type}${id}`;
}
