/**
 * Looks people and chats up in the world; whether they may be seen is decided elsewhere.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { heldHistory } from "../world/held_history.ts";
import type { World, WorldChat } from "../world/world.ts";

/** Finds a user, the account itself included. */
export function findUser(world: World, id: number): Api.User | undefined {
  return world.self.id.equals(id) ? world.self : world.user(id);
}

/** Finds a channel's chat; an empty one if the world only refers to the channel. */
export function findChannel(world: World, id: number): WorldChat | undefined {
  const chat = world.chat("channel", id);
  if (chat !== undefined) return chat;
  const entity = world.channel(id);
  return entity && emptyChat(entity, entity.participantsCount ?? undefined, false);
}

/** Finds the dialog with a user; an empty one if there is none yet. */
export function findDialog(world: World, user: Api.User): WorldChat {
  return world.chat("user", user.id.toJSNumber()) ?? emptyChat(user, 2, true);
}

function emptyChat(
  entity: Api.Channel | Api.User,
  participantsCount: number | undefined,
  member: boolean,
): WorldChat {
  const count = participantsCount === undefined ? {} : { participantsCount };
  return { entity, details: { about: "", ...count }, history: heldHistory([]), member };
}
