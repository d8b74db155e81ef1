/**
 * What is taken from a page: its messages, and where the read stands after each of them. Pure.
 *
 * @module
 */

import { type PageReading, readPage } from "../../history/page.ts";
import type { Place } from "../../history/place.ts";
import type { Message } from "../../model/message.ts";
import type { HistoryQuery } from "../../model/query.ts";
import type { HistoryPage } from "../../telegram/port.ts";
import type { Span } from "./spans.ts";

/** Some messages of the answer, in its order. */
export interface Bite {
  readonly messages: readonly Message[];
  /** Where the read stands after all of them. */
  readonly place: Place;
  /** Where it stands after so many of them, fewer than all. */
  readonly placeAfter: (count: number) => Place;
}

/** A bite, and what the page proves. */
export interface TakenPage extends Bite {
  readonly state: PageReading["state"];
}

/**
 * Takes everything that a page brings.
 *
 * @param query The question.
 * @param place Where the read stood.
 * @param page The page.
 */
export function takeWhole(query: HistoryQuery, place: Place, page: HistoryPage): TakenPage {
  const { messages, place: reached, state } = readPage(query, place, page, Infinity);
  return {
    messages,
    place: reached,
    state,
    placeAfter: (count) => count === 0 ? place : readPage(query, place, page, count).place,
  };
}

/**
 * Takes a span that was read ahead. It proves all of its ids: also where there is no message in it,
 * the read goes on behind it.
 *
 * @param query The question.
 * @param place Where the read stood, at the span's beginning.
 * @param span The span.
 */
export function takeSpan(query: HistoryQuery, place: Place, span: Span): TakenPage {
  const next_id = query.direction === "desc" ? span.low : span.high;
  if (span.page.ids.length === 0) {
    return { messages: [], place: { ...place, next_id }, state: "more", placeAfter: () => place };
  }
  const taken = takeWhole(query, place, span.page);
  return taken.state === "end"
    ? taken
    : { ...taken, place: { ...taken.place, next_id }, state: "more" };
}
