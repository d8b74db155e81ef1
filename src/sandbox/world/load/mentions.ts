/**
 * Whom a message refers to, so that they can be sent along with it.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { PeerType, WorldMessage } from "../world.ts";

/** Hears of each user, basic group and channel that a message refers to, by bare id. */
export type MentionVisitor = (type: PeerType, id: number) => void;

/** GramJS's big integers, and whatever else turns into a number. */
type Id = { toString(): string } | null | undefined;

type Peer = Api.TypePeer | null | undefined;

/**
 * Visits everyone a message refers to: its sender, forward origin, repliers, those who reacted, are
 * mentioned, joined, left.
 *
 * @param message The message.
 * @param visit Called for each; the same one may come several times.
 *
 * @example A sender
 * ```ts
 * import { visitMentions } from "./mentions.ts";
 * import { Api, bigInt } from "../../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const seen: string[] = [];
 * visitMentions(
 *   new Api.Message({
 *     id: 1,
 *     peerId: new Api.PeerChannel({ channelId: bigInt(7) }),
 *     fromId: new Api.PeerUser({ userId: bigInt(5) }),
 *     date: 0,
 *     message: "",
 *   }),
 *   (type, id) => seen.push(`${type}${id}`),
 * );
 * assert.deepEqual(seen, ["user5"]);
 * ```
 */
export function visitMentions(message: WorldMessage, visit: MentionVisitor): void {
  visitPeer(message.fromId, visit);
  visitPeer((message.replyTo as { replyToPeerId?: Peer } | undefined)?.replyToPeerId, visit);
  for (const { peerId } of message.reactions?.recentReactions ?? []) visitPeer(peerId, visit);
  if (message instanceof Api.MessageService) visitAction(message.action, visit);
  else visitContents(message, visit);
}

function visitContents(message: Api.Message, visit: MentionVisitor): void {
  visitPeer(message.fwdFrom?.fromId, visit);
  visitPeer(message.fwdFrom?.savedFromPeer, visit);
  visitUser(message.viaBotId, visit);
  for (const replier of message.replies?.recentRepliers ?? []) visitPeer(replier, visit);
  for (const entity of message.entities ?? []) {
    if (entity instanceof Api.MessageEntityMentionName) visitUser(entity.userId, visit);
  }
}

/** Users stand in these fields of actions; the schema has no others. */
function visitAction(action: Api.TypeMessageAction, visit: MentionVisitor): void {
  const fields = action as { users?: readonly Id[]; userId?: Id; inviterId?: Id };
  if (Array.isArray(fields.users)) fields.users.forEach((id) => visitUser(id, visit));
  visitUser(fields.userId, visit);
  visitUser(fields.inviterId, visit);
}

function visitPeer(peer: Peer, visit: MentionVisitor): void {
  if (peer instanceof Api.PeerUser) visitUser(peer.userId, visit);
  else if (peer instanceof Api.PeerChannel) visit("channel", Number(peer.channelId));
  else if (peer instanceof Api.PeerChat) visit("chat", Number(peer.chatId));
}

function visitUser(id: Id, visit: MentionVisitor): void {
  const number = Number(id ?? 0);
  if (number !== 0) visit("user", number);
}
