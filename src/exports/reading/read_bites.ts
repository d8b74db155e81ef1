/**
 * Reads an answer to its end, with pages ahead where many messages are left.
 *
 * @module
 */

import type { Part, Place } from "../../history/place.ts";
import {
  askPage,
  goOn,
  standAt,
  type Standing,
  type Subject,
  withoutEarlier,
} from "../../history/step.ts";
import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import type { HistoryPage, Telegram } from "../../telegram/port.ts";
import { pagesAhead } from "./ahead.ts";
import { type Bite, type TakenPage, takeSpan, takeWhole } from "./bite.ts";
import { type Patience, patiently } from "./patient.ts";

/** What to read, and how. */
export interface BitesRequest {
  readonly telegram: Telegram;
  readonly subject: Subject;
  /** Where to go on; absent for the beginning. */
  readonly from?: Place;
  /** How many pages may be in flight, at least 1. */
  readonly inFlight: number;
  readonly patience: Patience;
}

/** A bite, and what is known of the whole read after it. */
export interface ReadBite extends Bite {
  /** Nothing is left to read. */
  readonly done: boolean;
  /** Marked id of the basic group before a migration. */
  readonly earlierId?: number;
  /** How many messages the part that is being read holds, by the server's count. */
  readonly total?: number;
}

/** Telegram's old pages in a row until that counts as a failure. */
const MAX_STALE = 5;

const STUCK: Failure = { code: "UPSTREAM", rpc_code: "UNKNOWN" };

/**
 * Reads to the end. The same messages in the same order come whatever `inFlight` is.
 *
 * The first page of each part is asked for as `tg_fetch_history` does. Where more than one page may
 * be in flight and many messages are left, the ids that follow are read ahead; then the end is proven
 * as ever, by the page after the last.
 *
 * @param request What to read.
 * @returns Bites; the last one is `done`. A failure ends them.
 */
export async function* readBites(request: BitesRequest): AsyncGenerator<Outcome<ReadBite>> {
  const { from, patience, subject, telegram } = request;
  const begun = await patiently(
    patience,
    () => standAt(telegram, subject, from, patience.options),
  );
  let state: Outcome<Reader> = begun.ok
    ? succeed({ standing: begun.value, stale: 0, isAhead: false })
    : begun;
  while (state.ok && !state.value.standing.done) {
    state = yield* state.value.isAhead
      ? readAheadFrom(request, state.value)
      : readOnePage(request, state.value);
  }
  yield state.ok ? succeed(endOf(state.value)) : state;
}

/** A read under way. */
interface Reader {
  readonly standing: Standing;
  /** Old pages in a row. */
  readonly stale: number;
  /** What follows is to be read ahead. */
  readonly isAhead: boolean;
  readonly seen?: HistoryPage;
  /** The part whose ids have been read ahead. */
  readonly wasAhead?: Part;
}

type Steps = AsyncGenerator<Outcome<ReadBite>, Outcome<Reader>>;

async function* readOnePage(request: BitesRequest, reader: Reader): Steps {
  const { patience, subject, telegram } = request;
  const { standing } = reader;
  const asked = await patiently(
    patience,
    () => askPage(telegram, subject, standing, Infinity, patience.options),
  );
  if (!asked.ok) {
    const onward = withoutEarlier(subject.query, standing, asked.failure);
    return onward.ok ? succeed({ ...reader, standing: onward.value }) : onward;
  }
  const { limit, page } = asked.value;
  const taken = takeWhole(subject.query, standing.place, page);
  yield succeed(biteOf(taken, standing, page));
  const next = await afterPage(request, standing, taken);
  const stale = taken.state === "stale" ? reader.stale + 1 : 0;
  if (!next.ok) return next;
  if (stale > MAX_STALE) return fail(STUCK);
  const isLong = taken.state === "more" && isLongWay(page, limit);
  const isAhead = isLong && request.inFlight > 1 && reader.wasAhead !== standing.place.part;
  return succeed({ ...reader, standing: next.value, stale, isAhead, seen: page });
}

/** Only the end of a part asks something. */
function afterPage(
  { patience, subject }: BitesRequest,
  standing: Standing,
  taken: TakenPage,
): Promise<Outcome<Standing>> {
  const go = () => goOn(subject, standing, taken, patience.options);
  return taken.state === "more" ? go() : patiently(patience, go);
}

/** A page says that more than another one is left: it is not short, or what it counts is more. */
function isLongWay({ ids, total }: HistoryPage, limit: number): boolean {
  return ids.length >= limit / 2 || (ids.length > 1 && total !== undefined && total > 3 * limit);
}

async function* readAheadFrom(request: BitesRequest, reader: Reader): Steps {
  const { query } = request.subject;
  const { part } = reader.standing.place;
  let { standing } = reader;
  for await (const span of pagesAhead(request, standing, reader.seen)) {
    if (!span.ok) return span;
    const taken = takeSpan(query, standing.place, span.value);
    standing = { ...standing, place: taken.place, done: taken.state === "end" };
    yield succeed(biteOf(taken, standing, span.value.page));
    if (standing.done) break;
  }
  return succeed({ standing, stale: 0, isAhead: false, wasAhead: part });
}

function biteOf(taken: TakenPage, { earlier }: Standing, { total }: HistoryPage): ReadBite {
  return {
    ...taken,
    done: false,
    ...(earlier === undefined ? {} : { earlierId: earlier.chatId }),
    ...(total === undefined ? {} : { total }),
  };
}

function endOf({ standing: { earlier, place } }: Reader): ReadBite {
  return {
    messages: [],
    place,
    placeAfter: () => place,
    done: true,
    ...(earlier === undefined ? {} : { earlierId: earlier.chatId }),
  };
}
