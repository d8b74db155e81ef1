/**
 * The basic group that `@tgtk_chat` was before it became a supergroup.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { CHAT, OLD_GROUP, SALT } from "../directory.ts";
import { groupEntity } from "../entities/channels.ts";
import { chatPeer, ordinaryMessage, serviceMessage, userPeer } from "../entities/peers.ts";
import { personId } from "../people/people.ts";
import { accountIds, OLD_GROUP_LANE } from "../private/account_ids.ts";
import { tabledHistory } from "../tabled_history.ts";
import { evenTimeline } from "../timeline.ts";
import type { WorldChat, WorldMessage } from "../../world.ts";
import { spoken } from "./spoken.ts";

const peerId = chatPeer(OLD_GROUP.id);
/** People who were there from the beginning. */
const FOUNDERS = 60;

/** Makes the basic group. */
export function oldGroup(seed: number, migratedTo: Api.Channel): WorldChat {
  const ids = oldGroupIds(seed);
  const lastId = ids[ids.length - 1]!;
  const sentAt = evenTimeline({ ...OLD_GROUP, lastId: ids.length }, seed, OLD_GROUP.id);
  const dateAt = (index: number) => sentAt(index + 1);
  return {
    entity: groupEntity({ ...OLD_GROUP, date: OLD_GROUP.from, members: 0, migratedTo }),
    details: { about: "", participantsCount: 0 },
    history: tabledHistory({
      ids,
      dateAt,
      make: (index) => oldMessage(seed, ids[index]!, dateAt(index), { index, lastId }),
    }),
    member: true,
  };
}

/** The ids in use there. */
export function oldGroupIds(seed: number): Int32Array {
  return accountIds({ seed, lane: OLD_GROUP_LANE, count: OLD_GROUP.count, slots: OLD_GROUP.slots });
}

function oldMessage(
  seed: number,
  id: number,
  date: number,
  { index, lastId }: { readonly index: number; readonly lastId: number },
): WorldMessage {
  const thrown = dice(seed, OLD_GROUP.id, id, SALT.sender);
  const founder = thrown.below(FOUNDERS);
  const place = { id, peerId, date, fromId: userPeer(personId(founder)) };
  if (index === 0) {
    const users = [0, 1, 2, 4, 5].map((n) => bigInt(personId(n)));
    const action = new Api.MessageActionChatCreate({ title: OLD_GROUP.title, users });
    return serviceMessage({ ...place, action });
  }
  if (id === lastId) {
    const action = new Api.MessageActionChatMigrateTo({ channelId: bigInt(CHAT.id) });
    return serviceMessage({ ...place, action });
  }
  if (thrown.chance(0.05)) {
    const action = new Api.MessageActionChatAddUser({ users: [bigInt(personId(founder))] });
    return serviceMessage({ ...place, action });
  }
  return ordinaryMessage({ ...place, ...spoken({ seed, chat: OLD_GROUP.id, id, date }) });
}
