/**
 * What is read ahead of a place: the ids from there to the end of the part, each span downward.
 *
 * @module
 */

import { askPage, type Standing } from "../../history/step.ts";
import { type Outcome, succeed } from "../../model/failure.ts";
import type { HistoryPage } from "../../telegram/port.ts";
import { patiently } from "./patient.ts";
import { type AskBelow, readAhead } from "./read_ahead.ts";
import type { BitesRequest } from "./read_bites.ts";
import { type Span, spansOver } from "./spans.ts";

const NOTHING: HistoryPage = { ids: [], messages: [] };

/**
 * Reads the ids that follow a place, within its part.
 *
 * Upward, a page from the top of the window fixes where that ends. What arrives later lies above it.
 *
 * @param request What is read.
 * @param standing Where, after the part's first page.
 * @param seen A page of the part, for its density.
 * @returns Spans in the order of reading, without gaps; a failure ends them.
 */
export async function* pagesAhead(
  request: BitesRequest,
  standing: Standing,
  seen: HistoryPage = NOTHING,
): AsyncGenerator<Outcome<Span>> {
  const { inFlight, patience, subject: { query } } = request;
  const { place } = standing;
  const ask = downward(request, standing);
  const top = query.direction === "desc"
    ? succeed(place.next_id)
    : await patiently(patience, () => aboveAll(ask, request));
  if (!top.ok) return yield top;
  const bottom = query.direction === "desc" ? 1 : place.next_id;
  const spans = spansOver(query.direction, bottom, top.value, seen);
  yield* readAhead(spans, ask, inFlight, patience);
}

/** Asks for the page below an id, whichever way the read goes; 0: the newest page of the window. */
function downward({ subject, telegram }: BitesRequest, standing: Standing): AskBelow {
  const turned = { ...subject, query: { ...subject.query, direction: "desc" as const } };
  return async (id, options) => {
    const place = { ...standing.place, next_id: id };
    const asked = await askPage(telegram, turned, { ...standing, place }, Infinity, options);
    return asked.ok ? succeed(asked.value.page) : asked;
  };
}

async function aboveAll(
  ask: AskBelow,
  { patience }: BitesRequest,
): Promise<Outcome<number>> {
  const page = await ask(0, patience.options);
  return page.ok ? succeed(Math.max(0, ...page.value.ids) + 1) : page;
}
