/**
 * Who is who in a Telegram Desktop export: ids where it has them, names where it has only those.
 *
 * @module
 */

import type { JsonObject } from "../json/json_parse.ts";
import { madeUpUserId } from "../made_up.ts";
import type { People } from "../people.ts";
import type { PeerRef } from "../source.ts";
import { readLong } from "../tl/tl_values.ts";

/** Exports before 2021 wrote peers as numbers: users from 2^32 up, groups and channels from 2^33. */
const OLD_USER_BASE = 2 ** 32;
const OLD_CHAT_BASE = 2 ** 33;

/** Fields that name somebody, and the fields with their ids. */
const NAMED = [
  ["from", "from_id"],
  ["actor", "actor_id"],
  ["forwarded_from", "forwarded_from_id"],
] as const;

/** The users of an export by name. */
export interface Names {
  /** Takes in everyone whom a message names. */
  learn(json: JsonObject): void;
  /** The id of a user by name; made up where the export has none. `null` is a deleted account. */
  userId(name: unknown): number;
  /** Introduces those of whom only names were found. To be called when everything was learnt. */
  finish(): void;
}

/**
 * Starts with no names.
 *
 * @param people Meets everyone who is named.
 * @returns The names.
 *
 * @example A member who wrote nothing
 * ```ts
 * import { learnNames } from "./desktop_names.ts";
 * import { meetPeople } from "../people.ts";
 * import assert from "node:assert/strict";
 *
 * const names = learnNames(meetPeople());
 * names.learn({ from: "Ada", from_id: "user5" });
 * assert.equal(names.userId("Ada"), 5);
 * assert.ok(names.userId("Bob") > 1e12);
 * ```
 */
export function learnNames(people: People): Names {
  const ids = new Map<string, number>();
  const mentioned = new Set<string | null>();

  const meet = (peer: PeerRef, name: string | null | undefined): void => {
    if (peer.type === "channel") people.meetChannel(peer.id, name ?? undefined);
    if (peer.type !== "user") return;
    people.meetUser(peer.id, name === undefined ? {} : { name });
    if (typeof name === "string" && !ids.has(name)) ids.set(name, peer.id);
  };
  const userId = (name: unknown): number => {
    const known = typeof name === "string" ? ids.get(name) : undefined;
    return known ?? madeUpUserId(typeof name === "string" ? name : "");
  };
  const learn = (json: JsonObject): void => {
    for (const [nameKey, idKey] of NAMED) {
      const peer = exportedPeer(json[idKey]);
      if (peer !== undefined) meet(peer, nameIn(json[nameKey]));
    }
    const { members, inviter, via_bot } = json;
    for (const member of Array.isArray(members) ? members : []) {
      mentioned.add(nameIn(member) ?? null);
    }
    if (inviter !== undefined) mentioned.add(nameIn(inviter) ?? null);
    if (typeof via_bot === "string") people.meetUser(botId(via_bot), botFacts(via_bot));
  };
  const finish = (): void => {
    for (const name of mentioned) people.meetUser(userId(name), { name });
  };
  return { learn, userId, finish };
}

/** The made-up id of a bot of which an export has the @name. */
export function botId(atName: string): number {
  return madeUpUserId(`@${bareName(atName).toLowerCase()}`);
}

/**
 * Reads a peer: `user5`, `chat5` or `channel5`, or a number in old exports.
 *
 * @param value A field such as `from_id`.
 * @returns The peer, or `undefined` if it is none.
 */
export function exportedPeer(value: unknown): PeerRef | undefined {
  if (typeof value === "number" && value > 0 && Number.isSafeInteger(value)) {
    return numberedPeer(value);
  }
  const match = typeof value === "string" ? /^(user|chat|channel)(\d{1,15})$/.exec(value) : null;
  const id = Number(match?.[2] ?? 0);
  return id === 0 ? undefined : { type: match?.[1] as PeerRef["type"], id };
}

/** Reads the bare id of a chat, without the base that old exports added. */
export function exportedChatId(value: unknown): number | undefined {
  const id = Number(readLong(value) ?? 0);
  if (!Number.isSafeInteger(id) || id === 0) return undefined;
  const bare = id < -1e12 ? -id - 1e12 : Math.abs(id);
  return bare >= OLD_CHAT_BASE && bare < OLD_CHAT_BASE + OLD_USER_BASE
    ? bare - OLD_CHAT_BASE
    : bare;
}

function numberedPeer(value: number): PeerRef {
  if (value > OLD_CHAT_BASE) return { type: "channel", id: value - OLD_CHAT_BASE };
  return { type: "user", id: value > OLD_USER_BASE ? value - OLD_USER_BASE : value };
}

function botFacts(atName: string): { readonly bot: true; readonly username: string } {
  return { bot: true, username: bareName(atName) };
}

function bareName(atName: string): string {
  return atName.replace(/^@/, "");
}

function nameIn(value: unknown): string | null | undefined {
  return typeof value === "string" || value === null ? value : undefined;
}
