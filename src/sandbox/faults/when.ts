/**
 * Whether a rule strikes.
 *
 * @module
 */

import type { PeerRef } from "../services/refs.ts";
import { chance } from "./chance.ts";
import type { Count, FaultEvent, When } from "./script.ts";

/** Decides about events one after the other. */
export type Condition = (event: FaultEvent) => boolean;

/** What a condition is made with. */
export interface ConditionContext {
  readonly seed: number;
  /** The rule's place in its script: no two rules share their luck. */
  readonly place: number;
  /** Finds a chat by its username. */
  readonly named: (username: string) => PeerRef | undefined;
}

/**
 * Makes a rule's condition, which counts the events that it is asked about.
 *
 * @example The third call
 * ```ts
 * import { makeCondition } from "./when.ts";
 * import assert from "node:assert/strict";
 *
 * const context = { seed: 1, place: 0, named: () => undefined };
 * const isThird = makeCondition({ call: { nth: 3 } }, context);
 * const event = { event: "call", number: 1, connection: 1, seconds: 0, sharesKey: false } as const;
 * assert.deepEqual([1, 2, 3, 4].map(() => isThird(event)), [false, false, true, false]);
 * ```
 */
export function makeCondition(
  when: When,
  { seed, place, named }: ConditionContext,
): Condition {
  const { event: sort = "call", call = {}, probability = 1 } = when;
  const isMethod = methodTest(when.method);
  let count = 0;
  return (event) => {
    const isMeant = event.event === sort && isPlace(when, event) && isMethod(event.method) &&
      isChat(when.chat, event.chat, named);
    if (!isMeant) return false;
    count++;
    return isCounted(call, count) && chance(seed, place, count) < probability;
  };
}

function isPlace(
  { connection, time, shared_key: isShared }: When,
  event: FaultEvent,
): boolean {
  const { from = 0, until = Infinity } = time ?? {};
  return (connection ?? event.connection) === event.connection &&
    (!isShared || event.sharesKey) &&
    event.seconds >= from && event.seconds < until;
}

function methodTest(method: When["method"]): (name: string | undefined) => boolean {
  if (method === undefined) return () => true;
  const names = [method].flat().map((name) =>
    name.split("*").map((part) => RegExp.escape(part)).join(".*")
  );
  const pattern = new RegExp(`^(?:${names.join("|")})$`);
  return (name) => name !== undefined && pattern.test(name);
}

function isChat(
  wanted: When["chat"],
  chat: PeerRef | undefined,
  named: ConditionContext["named"],
): boolean {
  if (wanted === undefined) return true;
  if (chat === undefined) return false;
  if (typeof wanted === "number") return chat.id === wanted;
  const found = named(wanted.slice(1));
  return found?.type === chat.type && found.id === chat.id;
}

function isCounted({ nth, every = 1, after = 0, first = Infinity }: Count, count: number): boolean {
  const isNth = nth === undefined || [nth].flat().includes(count);
  return isNth && count % every === 0 && count > after && count <= first;
}
