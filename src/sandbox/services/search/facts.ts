/**
 * What a search can ask of a message, found out once.
 *
 * @module
 */

import type { WorldMessage } from "../../world/world.ts";
import { refKey, refOf } from "../refs.ts";
import { filterBits } from "./filters.ts";
import { textTerms } from "./matcher.ts";

/** Facts of one message. */
export interface Facts {
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
  /** The terms of its text; see `matcher.ts`. */
  readonly terms: readonly string[];
  /** The filters that let it through; see `filters.ts`. */
  readonly filters: number;
  /** The key of who sent it. */
  readonly sender: string;
  /** The head of its thread; see `thread_root.ts`. */
  readonly root: number;
}

/** What is looked for; what is absent does not matter. */
export interface Criteria {
  /** All of them must be there. */
  readonly terms?: readonly string[];
  /** One filter's bit. */
  readonly filter?: number;
  readonly sender?: string;
  readonly root?: number;
  /** Exclusive, in Unix seconds, as in Telegram's reference: dated after this instant. */
  readonly minDate?: number;
  /** Exclusive, in Unix seconds: dated before this instant. */
  readonly maxDate?: number;
}

/** Finds out the facts of a message whose thread is known. */
export function factsOf(message: WorldMessage, root: number): Facts {
  return {
    id: message.id,
    date: message.date,
    terms: message.className === "Message" ? textTerms(message.message) : [],
    filters: filterBits(message),
    sender: senderOf(message),
    root,
  };
}

/** Who sent a message, as a key: a post's sender is its channel. */
export function senderOf({ fromId, peerId }: WorldMessage): string {
  return refKey(refOf(fromId ?? peerId));
}

/** Does a message answer to the criteria? */
export function answersTo(facts: Facts, criteria: Criteria): boolean {
  const { terms = [], filter = 0, sender, root } = criteria;
  return (facts.filters & filter) === filter &&
    (sender === undefined || facts.sender === sender) &&
    (root === undefined || facts.root === root) &&
    isDated(facts.date, criteria) &&
    terms.every((term) => facts.terms.includes(term));
}

/** Is a date within the criteria's bounds? */
export function isDated(date: number, { minDate, maxDate }: Criteria): boolean {
  return (minDate === undefined || date > minDate) && (maxDate === undefined || date < maxDate);
}
