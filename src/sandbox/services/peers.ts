/**
 * Finds what a request's input peer names, and checks the access hash and the account's right to
 * read it.
 *
 * https://core.telegram.org/api/peers
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { type RpcError, rpcError, type ServiceContext } from "../rpc.ts";
import type { World, WorldChat } from "../world/world.ts";
import { findChannel, findDialog, findUser } from "./find.ts";
import { mentionedPeers } from "./mentions.ts";
import { type PeerRef, refKey } from "./refs.ts";
import { servedMessage } from "./served.ts";
import { accessHash, isReadable } from "./views.ts";

/** A request that cannot be granted. */
export interface Refusal {
  readonly error: RpcError;
}

/** Names a peer by a message that refers to it, for want of an access hash. */
interface ByMessage {
  readonly peer: Api.TypeInputPeer;
  readonly msgId: number;
}

/**
 * Finds the chat that a request reads.
 *
 * @returns The chat; of a user without a dialog and of a channel that is known by reference only, an
 * empty one. Otherwise `PEER_ID_INVALID`, `CHANNEL_INVALID`, `CHANNEL_PRIVATE` or `MSG_ID_INVALID`.
 */
export function resolvePeer(
  input: Api.TypeInputPeer,
  context: ServiceContext,
): WorldChat | Refusal {
  switch (input.className) {
    case "InputPeerEmpty":
      return rpcError(400, "PEER_ID_INVALID");
    case "InputPeerChat":
      return resolveBasicGroup(input.chatId, context) ?? rpcError(400, "PEER_ID_INVALID");
    case "InputPeerChannel":
    case "InputPeerChannelFromMessage":
      return readableChannel(input, context);
    case "InputPeerSelf":
    case "InputPeerUser":
    case "InputPeerUserFromMessage":
      return dialogWith(resolveUser(input, context), context.world);
  }
}

/**
 * Finds the channel or supergroup that a request names.
 *
 * @returns The channel's chat, or `CHANNEL_INVALID`, `CHANNEL_PRIVATE` or `MSG_ID_INVALID`.
 */
export function resolveChannel(
  input: Api.TypeInputChannel,
  context: ServiceContext,
): WorldChat | Refusal {
  if (input.className === "InputChannelEmpty") return rpcError(400, "CHANNEL_INVALID");
  return readableChannel(input, context);
}

/** Finds a basic group that the account is a member of; such groups have no access hash. */
export function resolveBasicGroup(
  id: Api.long,
  { world }: ServiceContext,
): WorldChat | undefined {
  const chat = world.chat("chat", id.toJSNumber());
  return chat?.member ? chat : undefined;
}

/**
 * Finds the user that a request names.
 *
 * @returns The user, or `USER_ID_INVALID` (a wrong access hash included) or `MSG_ID_INVALID`.
 */
export function resolveUser(
  input: Api.TypeInputUser | Exclude<Api.TypeInputPeer, ChatInput>,
  context: ServiceContext,
): Api.User | Refusal {
  switch (input.className) {
    case "InputUserEmpty":
      return rpcError(400, "USER_ID_INVALID");
    case "InputUserSelf":
    case "InputPeerSelf":
      return context.world.self;
    default:
      return userByKey(input, context);
  }
}

/** The input peers that name no user. */
type ChatInput =
  | Api.InputPeerEmpty
  | Api.InputPeerChat
  | Api.InputPeerChannel
  | Api.InputPeerChannelFromMessage;

function userByKey(
  input:
    | Api.InputUser
    | Api.InputPeerUser
    | Api.InputUserFromMessage
    | Api.InputPeerUserFromMessage,
  context: ServiceContext,
): Api.User | Refusal {
  const id = input.userId.toJSNumber();
  const user = findUser(context.world, id);
  if (user === undefined) return rpcError(400, "USER_ID_INVALID");
  if ("msgId" in input) return referred(input, { type: "user", id }, context) ?? user;
  if (!input.accessHash.equals(accessHash(user))) return rpcError(400, "USER_ID_INVALID");
  return user;
}

function readableChannel(
  input:
    | Api.InputChannel
    | Api.InputChannelFromMessage
    | Api.InputPeerChannel
    | Api.InputPeerChannelFromMessage,
  context: ServiceContext,
): WorldChat | Refusal {
  const id = input.channelId.toJSNumber();
  const chat = findChannel(context.world, id);
  if (chat === undefined) return rpcError(400, "CHANNEL_INVALID");
  if ("msgId" in input) {
    const refusal = referred(input, { type: "channel", id }, context);
    if (refusal !== undefined) return refusal;
  } else if (!input.accessHash.equals(accessHash(chat.entity as Api.Channel))) {
    return rpcError(400, "CHANNEL_INVALID");
  }
  return isReadable(chat) ? chat : rpcError(400, "CHANNEL_PRIVATE");
}

/** Refuses unless the account can read the message and the message refers to the peer. */
function referred(
  by: ByMessage,
  ref: PeerRef,
  context: ServiceContext,
): Refusal | undefined {
  const chat = resolvePeer(by.peer, context);
  if ("error" in chat) return chat;
  const message = servedMessage(chat, by.msgId, context);
  const known = message !== undefined &&
    mentionedPeers(message).some((mention) => refKey(mention) === refKey(ref));
  return known ? undefined : rpcError(400, "MSG_ID_INVALID");
}

function dialogWith(user: Api.User | Refusal, world: World): WorldChat | Refusal {
  if ("error" in user) {
    // Where a peer is asked for, Telegram names the peer as the culprit.
    return user.error.message === "USER_ID_INVALID" ? rpcError(400, "PEER_ID_INVALID") : user;
  }
  return findDialog(world, user);
}
