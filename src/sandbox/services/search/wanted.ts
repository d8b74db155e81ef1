/**
 * The part of a search that all search methods share.
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import type { Criteria } from "./facts.ts";
import { filterBit } from "./filters.ts";
import { queryTerms } from "./matcher.ts";

/** The arguments. */
export interface Wanted {
  readonly q: string;
  readonly filter: Api.TypeMessagesFilter;
  readonly minDate: number;
  readonly maxDate: number;
}

/** A query of nothing but punctuation: no text has this term. */
const UNFINDABLE: readonly string[] = [""];

/**
 * Reads the arguments as criteria; what narrows nothing is not there.
 *
 * @example
 * ```ts
 * import { wordsCriteria } from "./wanted.ts";
 * import { Api } from "../../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const filter = new Api.InputMessagesFilterEmpty();
 * const wanted = { q: "Rivers", filter, minDate: 0, maxDate: 0 };
 * assert.deepEqual(wordsCriteria(wanted), { terms: ["river"] });
 * ```
 */
export function wordsCriteria({ q, filter, minDate, maxDate }: Wanted): Criteria {
  const terms = queryTerms(q);
  const bit = filterBit(filter);
  return {
    ...(q.trim() === "" ? {} : { terms: terms.length === 0 ? UNFINDABLE : terms }),
    ...(bit === 0 ? {} : { filter: bit }),
    ...(minDate > 0 ? { minDate } : {}),
    ...(maxDate > 0 ? { maxDate } : {}),
  };
}
