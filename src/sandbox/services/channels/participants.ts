/**
 * `channels.getParticipants` and `channels.getParticipant`.
 *
 * https://core.telegram.org/method/channels.getParticipants
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { isCreator, membersOf, refOfUser } from "../members.ts";
import { method } from "../method.ts";
import { companyOf } from "../page.ts";
import { resolveChannel, resolvePeer } from "../peers.ts";
import { refOfChat } from "../refs.ts";
import { isNamed } from "../search/names.ts";

interface GetParticipants {
  readonly channel: Api.TypeInputChannel;
  readonly filter: Api.TypeChannelParticipantsFilter;
  readonly offset: number;
  readonly limit: number;
}

interface GetParticipant {
  readonly channel: Api.TypeInputChannel;
  readonly participant: Api.TypeInputPeer;
}

const MAX_LIMIT = 200;

/** Members. */
export const participantsService: Service = {
  "channels.getParticipants": method(async (request: GetParticipants, context) => {
    const chat = resolveChannel(request.channel, context);
    if ("error" in chat) return chat;
    if (!mayList(chat, request.filter)) return rpcError(400, "CHAT_ADMIN_REQUIRED");
    const { filter, offset, limit } = request;
    const found = (await membersOf(chat, context)).filter((user) => isWanted(user, filter, chat));
    const page = found.slice(Math.max(0, offset)).slice(0, Math.min(Math.max(0, limit), MAX_LIMIT));
    const isEveryone = filter.className === "ChannelParticipantsRecent";
    const answer = new Api.channels.ChannelParticipants({
      count: isEveryone ? memberCount(found, chat) : found.length,
      participants: page.map((user) => participant(user, chat, context)),
      ...companyOf([refOfChat(chat), ...page.map(refOfUser)], false, context.world),
    });
    return { answer };
  }),

  "channels.getParticipant": method(async (request: GetParticipant, context) => {
    const chat = resolveChannel(request.channel, context);
    if ("error" in chat) return chat;
    const named = resolvePeer(request.participant, context);
    if ("error" in named) return rpcError(400, "PARTICIPANT_ID_INVALID");
    const { entity } = named;
    const isSelf = entity.id.equals(context.world.self.id);
    if (!isSelf && !mayList(chat)) return rpcError(400, "CHAT_ADMIN_REQUIRED");
    const member = (await membersOf(chat, context)).find((user) => user.id.equals(entity.id));
    if (entity.className !== "User" || member === undefined) {
      return rpcError(400, "USER_NOT_PARTICIPANT");
    }
    const answer = new Api.channels.ChannelParticipant({
      participant: participant(member, chat, context),
      ...companyOf([refOfChat(chat), refOfUser(member)], false, context.world),
    });
    return { answer };
  }),
};

/** Most members have never written, but they count. */
function memberCount(found: readonly Api.User[], { details }: WorldChat): number {
  return Math.max(found.length, details.participantsCount ?? 0);
}

/** Only administrators see who reads a channel, and who was banned anywhere. */
function mayList(
  { entity }: WorldChat,
  filter?: Api.TypeChannelParticipantsFilter,
): boolean {
  const channel = entity as Api.Channel;
  if (channel.creator || channel.adminRights) return true;
  const isBanned = filter?.className === "ChannelParticipantsKicked" ||
    filter?.className === "ChannelParticipantsBanned";
  return channel.megagroup === true && !isBanned;
}

/** Nobody is banned. */
function isWanted(
  user: Api.User,
  filter: Api.TypeChannelParticipantsFilter,
  chat: WorldChat,
): boolean {
  switch (filter.className) {
    case "ChannelParticipantsRecent":
      return true;
    case "ChannelParticipantsAdmins":
      return isCreator(user, chat);
    case "ChannelParticipantsBots":
      return user.bot === true;
    case "ChannelParticipantsContacts":
      return user.contact === true && isWantedName(user, filter.q);
    case "ChannelParticipantsSearch":
    case "ChannelParticipantsMentions":
      return isWantedName(user, filter.q);
    default:
      return false;
  }
}

function isWantedName({ firstName, lastName, username }: Api.User, q?: string | null): boolean {
  return !q || isNamed([firstName, lastName, username].filter(Boolean).join(" "), q);
}

function participant(
  user: Api.User,
  chat: WorldChat,
  { world }: ServiceContext,
): Api.TypeChannelParticipant {
  const userId = user.id;
  const { date } = chat.entity as Api.Channel;
  if (isCreator(user, chat)) {
    return new Api.ChannelParticipantCreator({ userId, adminRights: new Api.ChatAdminRights({}) });
  }
  return user.id.equals(world.self.id)
    ? new Api.ChannelParticipantSelf({ userId, inviterId: userId, date })
    : new Api.ChannelParticipant({ userId, date });
}
