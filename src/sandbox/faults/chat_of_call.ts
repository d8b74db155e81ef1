/**
 * Which chat a request is about.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { TlRequest } from "../rpc.ts";
import { type PeerRef, peerType } from "../services/refs.ts";
import type { World } from "../world/world.ts";

/** The fields of input peers, input channels and input users, whichever they are. */
interface InputFields {
  readonly userId?: Api.long;
  readonly chatId?: Api.long;
  readonly channelId?: Api.long;
}

/**
 * Finds the chat that a request names: by `peer`, `channel`, `chat_id` or `username`.
 *
 * @returns Its id space and bare id; nothing if the request names none.
 */
export function chatOfCall(request: TlRequest, world: World): PeerRef | undefined {
  const { peer, channel, chatId, username } = request;
  if (typeof username === "string") return chatNamed(username, world);
  if (chatId) return refOfFields({ chatId: chatId as Api.long });
  const input = peer ?? channel;
  return typeof input === "object" && input !== null ? refOfFields(input) : undefined;
}

/** Finds who has a username. */
export function chatNamed(username: string, world: World): PeerRef | undefined {
  const entity = world.byUsername(username);
  return entity && { type: peerType(entity), id: entity.id.toJSNumber() };
}

function refOfFields({ userId, chatId, channelId }: InputFields): PeerRef | undefined {
  if (userId) return { type: "user", id: userId.toJSNumber() };
  if (chatId) return { type: "chat", id: chatId.toJSNumber() };
  return channelId ? { type: "channel", id: channelId.toJSNumber() } : undefined;
}
