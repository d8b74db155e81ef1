/**
 * A world whose chats change while they are served, and the updates that tell of it.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { type ChangingHistory, changingHistory } from "../../world/changing_history.ts";
import type { Change, World, WorldChat, WorldMessage } from "../../world/world.ts";
import { companyOf } from "../page.ts";
import { mentionedPeers } from "../mentions.ts";
import { type PeerRef, refKey, refOfChat } from "../refs.ts";
import { accountBox, channelBox } from "./box.ts";
import { eventUpdate } from "./event_update.ts";

/** A world that changes. */
export interface LiveWorld {
  readonly world: World;
  /**
   * Adds a message to a chat.
   *
   * @param make Gets the id: one above every id that the chat has used, or for dialogs and basic
   * groups, which share one sequence, that any of them has.
   * @returns The message, and what the account's sessions are told; nothing in a chat that the
   * account is no member of.
   * @throws {RangeError} If there is no such chat.
   */
  add(
    chat: PeerRef,
    make: (id: number) => WorldMessage,
  ): { readonly message: WorldMessage; readonly updates?: Api.Updates };
  /** Puts a message in the place of the one with its id; nothing happens where there is none. */
  edit(chat: PeerRef, message: WorldMessage): Api.Updates | undefined;
  /** Removes a message; nothing happens where there is none. */
  remove(chat: PeerRef, id: number): Api.Updates | undefined;
}

/** Changes the chats of a running data centre; whoever is connected and a member hears of it. */
export interface ChatEditor {
  /** As {@linkcode LiveWorld.add}. */
  add(chat: PeerRef, make: (id: number) => WorldMessage): Promise<WorldMessage>;
  edit(chat: PeerRef, message: WorldMessage): Promise<void>;
  remove(chat: PeerRef, id: number): Promise<void>;
}

/**
 * Makes a world changeable; the one that is given stays as it is.
 *
 * @param now The data centre's clock, in Unix seconds: when updates are dated.
 */
export function liveWorld(base: World, now: () => number): LiveWorld {
  const accountLog: Change[] = [];
  const histories = new Map<string, ChangingHistory>();
  const chats = base.chats.map((chat): WorldChat => {
    const log = chat.entity.className === "Channel" ? [] : accountLog;
    const history = changingHistory(chat.history, log);
    histories.set(refKey(refOfChat(chat)), history);
    return { ...chat, history };
  });
  const byKey = new Map(chats.map((chat) => [refKey(refOfChat(chat)), chat]));
  const world: World = {
    ...base,
    chats,
    chat: (type, id) => byKey.get(refKey({ type, id })),
    // The originals may lean on their own object.
    user: (id) => base.user(id),
    channel: (id) => base.channel(id),
    byUsername: (username) => base.byUsername(username),
  };
  const find = (ref: PeerRef) => {
    const chat = byKey.get(refKey(ref));
    const history = histories.get(refKey(ref));
    if (chat === undefined || history === undefined) {
      throw new RangeError(`Cannot change ${ref.type} ${ref.id}: there is no such chat`);
    }
    return { chat, history };
  };
  const tell = ({ entity, member }: WorldChat, change: Change): Api.Updates | undefined => {
    if (!member) return undefined;
    const isChannel = entity.className === "Channel";
    const { pts } = isChannel
      ? channelBox(world.chat("channel", entity.id.toJSNumber())!)
      : accountBox(world);
    const update = eventUpdate({ pts, change }, isChannel ? entity.id.toJSNumber() : undefined);
    const refs = change.kind === "removed" ? [] : mentionedPeers(change.message);
    const around = companyOf(refs, false, world);
    // A sequence number of 0 says that the update stands in no sequence but its box's.
    return new Api.Updates({ updates: [update], ...around, date: now(), seq: 0 });
  };

  return {
    world,
    add: (ref, make) => {
      const { chat, history } = find(ref);
      const shared = chats.filter(({ entity }) => entity.className !== "Channel");
      const isChannel = chat.entity.className === "Channel";
      const message = make(nextId(isChannel ? [chat] : shared));
      history.add(message);
      const updates = tell(chat, { kind: "added", message });
      return { message, ...(updates === undefined ? {} : { updates }) };
    },
    edit: (ref, message) => {
      const { chat, history } = find(ref);
      return history.edit(message) ? tell(chat, { kind: "edited", message }) : undefined;
    },
    remove: (ref, id) => {
      const { chat, history } = find(ref);
      return history.remove(id) ? tell(chat, { kind: "removed", id }) : undefined;
    },
  };
}

/** Ids of removed messages are not used again. */
function nextId(chats: readonly WorldChat[]): number {
  const used = chats.flatMap(({ history }) => [
    newestId(history),
    newestId(history.changes?.base ?? history),
    ...(history.changes?.log ?? []).map((change) =>
      change.kind === "removed" ? change.id : change.message.id
    ),
  ]);
  return Math.max(0, ...used) + 1;
}

function newestId({ count, idAt }: WorldChat["history"]): number {
  return count === 0 ? 0 : idAt(count - 1);
}

/** Makes the changes tell the account's sessions of themselves. */
export function chatEditor(
  live: LiveWorld,
  push: (updates: Api.Updates) => Promise<void>,
): ChatEditor {
  const tell = async (updates: Api.Updates | undefined): Promise<void> => {
    if (updates !== undefined) await push(updates);
  };
  return {
    add: async (chat, make) => {
      const { message, updates } = live.add(chat, make);
      await tell(updates);
      return message;
    },
    edit: (chat, message) => tell(live.edit(chat, message)),
    remove: (chat, id) => tell(live.remove(chat, id)),
  };
}
