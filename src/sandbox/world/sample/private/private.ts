/**
 * Chats that no public tool may read. Every text carries a marker that must never be seen outside.
 *
 * @module
 */

import type { Api } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { ACCOUNTS, PRIVATE, SALT } from "../directory.ts";
import { channelEntity, groupEntity } from "../entities/channels.ts";
import {
  channelPeer,
  chatPeer,
  type MessageFields,
  ordinaryMessage,
  userPeer,
} from "../entities/peers.ts";
import { photoMedia } from "../media/photo.ts";
import { personId } from "../people/people.ts";
import { chooseIds, tabledHistory } from "../tabled_history.ts";
import { chatText } from "../text/chat_text.ts";
import { evenTimeline } from "../timeline.ts";
import type { History, WorldChat } from "../../world.ts";
import { accountIds, CIRCLE_LANE, DIALOG_LANE } from "./account_ids.ts";

/** Turns of the account's counter that these chats may use; the old group's lie before. */
const SLOTS = { first: 1_200, last: 1_900 };
/** Members of the circle: the numbers of the first and of the last of them. */
const CIRCLE_PEOPLE = { first: 700, count: 7 };

interface Secrets {
  readonly seed: number;
  /** Keeps the chats' dice apart. */
  readonly key: number;
  readonly marker: string;
  readonly ids: Int32Array;
  readonly peerId: Api.TypePeer;
  /** Who wrote the message at an index. */
  readonly by: (index: number) => Partial<MessageFields>;
}

function secretHistory(secrets: Secrets): History {
  const { seed, key, marker, ids, peerId } = secrets;
  const sentAt = evenTimeline({ ...PRIVATE, lastId: ids.length }, seed, key);
  const dateAt = (index: number) => sentAt(index + 1);
  const make = (index: number): Api.Message => {
    const id = ids[index]!;
    const date = dateAt(index);
    const { text, entities } = chatText(dice(seed, key, id, SALT.text), "ru");
    const thrown = dice(seed, key, id, SALT.media);
    return ordinaryMessage({
      id,
      peerId,
      date,
      message: `${text} ${marker}-${index + 1}`,
      entities: entities.length > 0 ? entities : undefined,
      media: thrown.chance(0.1) ? photoMedia(thrown, date) : undefined,
      ...secrets.by(index),
    });
  };
  return tabledHistory({ ids, dateAt, make });
}

const isOwn = (seed: number, key: number, index: number) =>
  dice(seed, key, index, SALT.sender).chance(0.4);

const own = { out: true, fromId: userPeer(ACCOUNTS.self.id) };

/** The private dialog with a friend who has a username. */
export function privateDialog(seed: number, partner: Api.User): WorldChat {
  const { marker, count } = PRIVATE.dialog;
  const key = ACCOUNTS.partner.id;
  return {
    entity: partner,
    details: { about: "", participantsCount: 2 },
    history: secretHistory({
      seed,
      key,
      marker,
      ids: accountIds({ seed, lane: DIALOG_LANE, count, slots: SLOTS }),
      peerId: userPeer(ACCOUNTS.partner.id),
      // Telegram names the sender of the account's own messages only.
      by: (index) => isOwn(seed, key, index) ? own : {},
    }),
    member: true,
  };
}

/** The private basic group. */
export function privateCircle(seed: number): WorldChat {
  const { id, marker, count, title } = PRIVATE.circle;
  const friend = (index: number) =>
    personId(CIRCLE_PEOPLE.first + dice(seed, id, index, SALT.person).below(CIRCLE_PEOPLE.count));
  return {
    entity: groupEntity({ id, title, date: PRIVATE.from, members: CIRCLE_PEOPLE.count + 1 }),
    details: { about: "", participantsCount: CIRCLE_PEOPLE.count + 1 },
    history: secretHistory({
      seed,
      key: id,
      marker,
      ids: accountIds({ seed, lane: CIRCLE_LANE, count, slots: SLOTS }),
      peerId: chatPeer(id),
      by: (index) => isOwn(seed, id, index) ? own : { fromId: userPeer(friend(index)) },
    }),
    member: true,
  };
}

/** A channel without a username that the account belongs to. */
export function privateRoom(seed: number): WorldChat {
  return closedChannel(seed, {
    ...PRIVATE.room,
    member: true,
    broadcast: true,
    by: () => ({ post: true, views: 3, forwards: 0 }),
  });
}

/** A supergroup without a username that the account does not belong to. */
export function closedWorkshop(seed: number): WorldChat {
  const { id } = PRIVATE.workshop;
  return closedChannel(seed, {
    ...PRIVATE.workshop,
    member: false,
    broadcast: false,
    by: (index) => ({
      fromId: userPeer(personId(500 + dice(seed, id, index, SALT.person).below(20))),
    }),
  });
}

interface Closed {
  readonly id: number;
  readonly title: string;
  readonly marker: string;
  readonly count: number;
  readonly member: boolean;
  readonly broadcast: boolean;
  readonly by: Secrets["by"];
}

function closedChannel(seed: number, closed: Closed): WorldChat {
  const { id, title, marker, count, member } = closed;
  return {
    entity: channelEntity(seed, {
      id,
      title,
      date: PRIVATE.from,
      joined: member,
      flags: [closed.broadcast ? "broadcast" : "megagroup"],
    }),
    details: { about: "", participantsCount: 20 },
    history: secretHistory({
      seed,
      key: id,
      marker,
      ids: chooseIds({ seed, chat: id, count, lastId: count + 6 }),
      peerId: channelPeer(id),
      by: closed.by,
    }),
    member,
  };
}
