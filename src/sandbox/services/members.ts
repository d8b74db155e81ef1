/**
 * Who is in a chat. Worlds keep no lists of members: known are the account itself and those who have
 * written, the latest first; whoever wrote first counts as the creator.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { ServiceContext } from "../rpc.ts";
import type { WorldChat } from "../world/world.ts";
import { findUser } from "./find.ts";
import type { PeerRef } from "./refs.ts";
import { searchable } from "./search/found.ts";

const USER_KEY = /^user(\d+)$/;

/** Lists the known members of a chat. */
export async function membersOf(
  chat: WorldChat,
  { world }: ServiceContext,
): Promise<readonly Api.User[]> {
  const { senders } = await searchable(chat);
  const writers = senders()
    .flatMap((key) => {
      const [, id] = USER_KEY.exec(key) ?? [];
      return id === undefined ? [] : findUser(world, Number(id)) ?? [];
    })
    .filter(({ id, deleted }) => !deleted && !id.equals(world.self.id));
  return chat.member ? [world.self, ...writers] : writers;
}

/** Did this user write first? */
export function isCreator(user: Api.User, { history }: WorldChat): boolean {
  const from = history.count === 0 ? undefined : history.at(0).fromId;
  return from?.className === "PeerUser" && from.userId.equals(user.id);
}

/** Names a user. */
export function refOfUser({ id }: Api.User): PeerRef {
  return { type: "user", id: id.toJSNumber() };
}
