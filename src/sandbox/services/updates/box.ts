/**
 * Event boxes: a channel counts its events by itself, dialogs and basic groups together. Before the
 * data centre was started each message counts as the event that brought it, numbered one above its
 * id; afterwards each change is one event.
 *
 * https://core.telegram.org/api/updates#message-related-event-sequences
 *
 * @module
 */

import type { Change, History, World, WorldChat } from "../../world/world.ts";
import { ptsOf } from "../page.ts";

/** An event and the counter after it. */
export interface BoxEvent {
  readonly pts: number;
  readonly change: Change;
}

/** A box as it is at this moment. */
export interface Box {
  /** The counter after the latest event; 1 before the first. */
  readonly pts: number;
  /** The events that came after a counter's value, oldest first; messages as they are now. */
  since(pts: number): readonly BoxEvent[];
}

/** A channel's box. */
export function channelBox({ history }: WorldChat): Box {
  return boxOf([history]);
}

/** The box of the account's dialogs and basic groups. */
export function accountBox({ chats }: World): Box {
  const own = chats.filter(({ member, entity }) => member && entity.className !== "Channel");
  return boxOf(own.map(({ history }) => history));
}

function boxOf(histories: readonly History[]): Box {
  const bases = histories.map((history) => history.changes?.base ?? history);
  const start = Math.max(1, ...bases.map(ptsOf));
  const log = histories.find(({ changes }) => changes !== undefined)?.changes?.log ?? [];
  const latest = new Map(
    log.flatMap((change) => change.kind === "removed" ? [] : [[change.message.id, change.message]]),
  );
  const removed = new Set(log.flatMap((change) => change.kind === "removed" ? change.id : []));
  return {
    pts: start + log.length,
    since: (pts) => {
      const before = pts >= start ? [] : bases
        .flatMap((base) => arrivals(base, pts))
        .sort((a, b) => a.pts - b.pts);
      const after = log.map((change, place) => ({ pts: start + place + 1, change }));
      return [...before, ...after.filter((event) => event.pts > pts)].flatMap((event) => {
        const { change } = event;
        if (change.kind === "removed") return event;
        const { id } = change.message;
        if (removed.has(id)) return [];
        const message = latest.get(id) ?? change.message;
        return { pts: event.pts, change: { kind: change.kind, message } };
      });
    },
  };
}

function arrivals(base: History, pts: number): readonly BoxEvent[] {
  const first = base.countBelowId(pts);
  return Array.from({ length: base.count - first }, (_, place) => {
    const message = base.at(first + place);
    return { pts: message.id + 1, change: { kind: "added", message } };
  });
}
