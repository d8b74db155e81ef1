/**
 * Events as updates.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { WorldMessage } from "../../world/world.ts";
import type { BoxEvent } from "./box.ts";

/**
 * Makes the update that tells of an event.
 *
 * @param channelId Bare id of the event's channel; absent for dialogs and basic groups.
 */
export function eventUpdate({ change, pts }: BoxEvent, channelId?: number): Api.TypeUpdate {
  const counted = { pts, ptsCount: 1 };
  if (change.kind === "removed") {
    const messages = [change.id];
    return channelId === undefined
      ? new Api.UpdateDeleteMessages({ messages, ...counted })
      : new Api.UpdateDeleteChannelMessages({ channelId: bigInt(channelId), messages, ...counted });
  }
  const told = { message: change.message, ...counted };
  if (change.kind === "added") {
    return channelId === undefined
      ? new Api.UpdateNewMessage(told)
      : new Api.UpdateNewChannelMessage(told);
  }
  return channelId === undefined
    ? new Api.UpdateEditMessage(told)
    : new Api.UpdateEditChannelMessage(told);
}

/** Events as a difference has them: new messages by themselves, everything else as updates. */
export interface ToldEvents {
  readonly newMessages: WorldMessage[];
  readonly otherUpdates: Api.TypeUpdate[];
}

/** Tells of events; a message that arrived and was edited since is told of once. */
export function tellEvents(events: readonly BoxEvent[], channelId?: number): ToldEvents {
  const newMessages = events.flatMap(({ change }) =>
    change.kind === "added" ? [change.message] : []
  );
  const arrived = new Set(newMessages.map(({ id }) => id));
  const otherUpdates = events
    .filter(({ change }) => change.kind !== "added")
    .filter(({ change }) => change.kind === "removed" || !arrived.has(change.message.id))
    .map((event) => eventUpdate(event, channelId));
  return { newMessages, otherUpdates };
}
