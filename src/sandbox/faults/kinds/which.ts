/**
 * Which messages of a chat a fault is about.
 *
 * @module
 */

import { z } from "zod";
import type { History } from "../../world/world.ts";
import { chance } from "../chance.ts";
import type { Target } from "./kind.ts";
import { chat, fields, optional, wholeNumber } from "./settings.ts";

/** Messages of a chat; several ways to name them add up. The newest one if none is given. */
export interface Which {
  /** Bare id or `@username`; the chat that the call names by default. */
  readonly chat?: number | string;
  readonly ids?: readonly number[];
  readonly newest?: number;
  readonly oldest?: number;
  /** So many, drawn by the script's seed. */
  readonly random?: number;
  /** So many from the `offset_id` of the call downwards. */
  readonly at_offset?: number;
}

const COUNT = wholeNumber(1, 10_000);

/** The fields of {@linkcode Which}, for a kind's settings. */
export const WHICH_FIELDS: { readonly [Field in keyof Which]-?: z.ZodType } = {
  chat: optional(chat()),
  ids: optional(z.array(wholeNumber(1), { error: "expected a list of message ids" })),
  newest: optional(COUNT),
  oldest: optional(COUNT),
  random: optional(COUNT),
  at_offset: optional(COUNT),
};

/** A schema of {@linkcode Which} alone. */
export function whichSchema(): z.ZodType<Which> {
  return fields(WHICH_FIELDS) as unknown as z.ZodType<Which>;
}

/** Finds the messages: their ids as they are now, each once; unknown ones are left out. */
export function idsOf(which: Which, history: History, target: Target): readonly number[] {
  const { count } = history;
  const { chat: _chat, ...named } = which;
  const counts = Object.keys(named).length === 0 ? { newest: 1 } : named;
  const indexes = [...ends(counts, count), ...atOffset(counts, history, target)]
    .concat(drawn(counts, count, target))
    .filter((index) => index >= 0 && index < count);
  const ids = (which.ids ?? []).filter((id) => has(history, id));
  return [...new Set([...ids, ...indexes.map((index) => history.idAt(index))])];
}

function ends({ newest = 0, oldest = 0 }: Which, count: number): readonly number[] {
  return [...run(count - newest, count), ...run(0, oldest)];
}

function atOffset(
  { at_offset: wanted = 0 }: Which,
  history: History,
  { event }: Target,
): readonly number[] {
  const offsetId = Number(event.request?.["offsetId"] ?? 0);
  const top = offsetId > 0 ? history.countBelowId(offsetId + 1) : history.count;
  return run(top - wanted, top);
}

function drawn({ random = 0 }: Which, count: number, { seed, draw }: Target): readonly number[] {
  return run(0, random).map((place) => Math.floor(chance(seed, draw, place) * count));
}

/** The indexes from one to another, the latter excluded. */
function run(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}

function has(history: History, id: number): boolean {
  const index = history.countBelowId(id);
  return index < history.count && history.idAt(index) === id;
}
