/**
 * Whom a message refers to: these people and chats travel with it, and a client may name them by it
 * (`inputPeerUserFromMessage`).
 *
 * @module
 */

import { type Api, bigInt } from "../../gramjs.ts";
import type { WorldMessage } from "../world/world.ts";
import { type PeerRef, refOf } from "./refs.ts";

/** A field of a TL object, absent in either of GramJS's ways. */
type Maybe<Value> = Value | null | undefined;

/** Lists everyone a message refers to, its own chat included; some twice. */
export function mentionedPeers(message: WorldMessage): readonly PeerRef[] {
  const always = [
    ...peers([message.peerId, message.fromId]),
    ...replyPeers(message.replyTo),
    ...peers((message.reactions?.recentReactions ?? []).map((reaction) => reaction.peerId)),
  ];
  const own = message.className === "MessageService"
    ? actionPeers(message.action)
    : contentPeers(message);
  return [...always, ...own];
}

function contentPeers(message: Api.Message): readonly PeerRef[] {
  return [
    ...forwardPeers(message.fwdFrom),
    ...users([message.viaBotId]),
    ...peers(message.replies?.recentRepliers ?? []),
    ...channels([message.replies?.channelId]),
    ...textPeers(message.entities ?? []),
    ...mediaPeers(message.media),
  ];
}

function forwardPeers(header: Maybe<Api.MessageFwdHeader>): readonly PeerRef[] {
  return peers([header?.fromId, header?.savedFromPeer, header?.savedFromId]);
}

function replyPeers(reply: Maybe<Api.TypeMessageReplyHeader>): readonly PeerRef[] {
  if (reply?.className === "MessageReplyStoryHeader") return peers([reply.peer]);
  return [...peers([reply?.replyToPeerId]), ...forwardPeers(reply?.replyFrom)];
}

function textPeers(entities: readonly Api.TypeMessageEntity[]): readonly PeerRef[] {
  return users(
    entities.map((entity) =>
      entity.className === "MessageEntityMentionName" ? entity.userId : undefined
    ),
  );
}

function mediaPeers(media: Maybe<Api.TypeMessageMedia>): readonly PeerRef[] {
  switch (media?.className) {
    case "MessageMediaContact":
      return users([media.userId]);
    case "MessageMediaPoll":
      return peers(media.results.recentVoters ?? []);
    case "MessageMediaStory":
      return peers([media.peer]);
    case "MessageMediaGiveaway":
      return channels(media.channels);
    default:
      return [];
  }
}

/** The fields by which service actions name people and chats, whichever action it is. */
interface ActionFields {
  readonly users?: Maybe<readonly Api.long[]>;
  readonly userId?: Maybe<Api.long>;
  readonly inviterId?: Maybe<Api.long>;
  readonly chatId?: Maybe<Api.long>;
  readonly channelId?: Maybe<Api.long>;
  readonly peers?: Maybe<readonly Api.TypePeer[]>;
  readonly peer?: Maybe<Api.TypePeer>;
  readonly boostPeer?: Maybe<Api.TypePeer>;
  readonly fromId?: Maybe<Api.TypePeer>;
  readonly toId?: Maybe<Api.TypePeer>;
}

function actionPeers(action: Api.TypeMessageAction): readonly PeerRef[] {
  const fields = action as ActionFields;
  return [
    ...users([...(fields.users ?? []), fields.userId, fields.inviterId]),
    ...ids("chat", [fields.chatId]),
    ...channels([fields.channelId]),
    ...peers(fields.peers ?? []),
    ...peers([fields.peer, fields.boostPeer, fields.fromId, fields.toId]),
  ];
}

function peers(values: readonly Maybe<Api.TypePeer>[]): readonly PeerRef[] {
  return values.flatMap((value) => value ? [refOf(value)] : []);
}

function users(values: readonly Maybe<Api.long>[]): readonly PeerRef[] {
  return ids("user", values);
}

function channels(values: readonly Maybe<Api.long>[]): readonly PeerRef[] {
  return ids("channel", values);
}

function ids(type: PeerRef["type"], values: readonly Maybe<Api.long>[]): readonly PeerRef[] {
  // 0 stands for nobody: a shared contact without an account has user_id 0.
  return values.flatMap((value) =>
    value && bigInt(value).neq(0) ? [{ type, id: bigInt(value).toJSNumber() }] : []
  );
}
