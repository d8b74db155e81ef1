/**
 * The channel, group or user that stands for a loaded chat.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { WorldChat } from "../world.ts";
import { madeUpChannel, madeUpUser, type People } from "./people.ts";
import type { PlacedChat } from "./place_chats.ts";

/** What reading a chat's messages told of it. */
export interface EntityFacts {
  /** Of its first message, in Unix seconds. */
  readonly date: number;
  /** Absent where nobody knows. */
  readonly participantsCount?: number;
  readonly isForum: boolean;
}

/** Who is known already. */
export interface Acquaintances {
  readonly self: Api.User;
  readonly people: People;
}

/**
 * Makes a chat's entity. Where the file has no title, a chat is titled as it is named.
 *
 * @param served The chat and its place.
 * @param known Who is known already.
 * @param facts What its messages told.
 * @returns The entity.
 */
export function servedEntity(
  served: PlacedChat,
  { self, people }: Acquaintances,
  facts: EntityFacts,
): WorldChat["entity"] {
  const { source, peer } = served;
  if (source.kind === "self") return self;
  if (peer.type === "user") return dialogPartner(served, people);
  const title = source.title ?? served.name?.username ?? `Chat ${peer.id}`;
  if (peer.type === "chat") return basicGroup(peer.id, title, facts);
  const isSupergroup = source.kind !== "channel";
  return madeUpChannel(peer.id, { ...facts, ...usernameOf(served), title, isSupergroup });
}

function dialogPartner(served: PlacedChat, people: People): Api.User {
  const { source: { title, kind }, peer: { id } } = served;
  const known = people.user(id);
  const name = title ?? known?.firstName ?? served.name?.username ?? `User ${id}`;
  return madeUpUser(id, {
    ...usernameOf(served),
    name,
    bot: kind === "bot" || known?.bot === true,
  });
}

/** Only groups that became supergroups are served as what they were: nobody is left in them. */
function basicGroup(id: number, title: string, { date }: EntityFacts): Api.Chat {
  return new Api.Chat({
    id: bigInt(id),
    title,
    photo: new Api.ChatPhotoEmpty(),
    participantsCount: 0,
    date,
    version: 1,
    deactivated: true,
  });
}

function usernameOf({ name }: PlacedChat): { readonly username?: string } {
  return name === undefined ? {} : { username: name.username };
}
