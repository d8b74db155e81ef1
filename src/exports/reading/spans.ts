/**
 * The ids that are read ahead, cut into spans that are asked for independently. Pure.
 *
 * Every span is read downward from its top, in as many pages as it takes: a page proves everything
 * from where it was asked down to its lowest id, and nothing more. What a page leaves of its span
 * waits as a span of its own; what it proves beyond is taken from the span below, if nobody has asked
 * for that yet.
 *
 * @module
 */

import type { Direction } from "../../model/query.ts";
import type { HistoryPage } from "../../telegram/port.ts";

/** Messages that a span should hold: a page of 100 then nearly always reaches below it. */
const SPAN_MESSAGES = 92;

/** How far one page moves the estimate of the density. */
const WEIGHT = 0.5;

/** Ids of Telegram are 32-bit: no span is wider. */
const WIDEST = 2 ** 31;

/** Ids from `low`, included, to `high`, excluded. */
export interface Span {
  readonly low: number;
  readonly high: number;
  readonly state: "waiting" | "asked" | "read";
  /** What was read, of these ids alone; newest first. */
  readonly page: HistoryPage;
}

/** Spans in the order of delivery, without gaps between them. */
export interface Spans {
  readonly direction: Direction;
  readonly list: readonly Span[];
  /** Ids for each message, as far as seen. */
  readonly spacing: number;
  /** How much wider than that spans are, after some that were empty. */
  readonly stretch: number;
}

const NOTHING: HistoryPage = { ids: [], messages: [] };

/**
 * Begins.
 *
 * @param direction The order of delivery.
 * @param low The lowest id of all, included.
 * @param high The highest, excluded.
 * @param seen A page of the same history, for its density.
 */
export function spansOver(
  direction: Direction,
  low: number,
  high: number,
  seen: HistoryPage,
): Spans {
  const list = low < high ? [waiting(low, high)] : [];
  return { direction, list, spacing: spacingOf(seen.ids)?.spacing ?? 1, stretch: 1 };
}

/**
 * Takes the next span to ask for.
 *
 * @param spans The spans.
 * @param most How many may be asked for or read and not delivered; the first one always may.
 * @returns The span, now asked, and the others; `undefined` when there is none.
 */
export function askNext(
  spans: Spans,
  most: number,
): { readonly spans: Spans; readonly span: Span } | undefined {
  const at = spans.list.findIndex(({ state }) => state === "waiting");
  const found = spans.list[at];
  if (found === undefined) return undefined;
  const busy = spans.list.filter(({ state }) => state !== "waiting").length;
  if (at > 0 && busy >= most) return undefined;
  const [first, ...rest] = chop(spans, found);
  const span: Span = { ...first, state: "asked" };
  return { span, spans: { ...spans, list: spans.list.toSpliced(at, 1, span, ...rest) } };
}

/** Cuts the part that is delivered first from a span that is too wide. */
function chop({ direction, spacing, stretch }: Spans, span: Span): readonly [Span, ...Span[]] {
  const width = Math.min(WIDEST, Math.max(1, Math.round(SPAN_MESSAGES * spacing * stretch)));
  if (span.high - span.low <= 1.5 * width) return [span];
  const cut = direction === "desc" ? span.high - width : span.low + width;
  const [lower, upper] = [waiting(span.low, cut), waiting(cut, span.high)];
  return direction === "desc" ? [upper, lower] : [lower, upper];
}

/** What a page means for the span that it was asked for. */
export type Answered = "taken" | "stale";

/**
 * Takes a page.
 *
 * @param spans The spans.
 * @param asked The span that the page was asked for, from its top downward.
 * @param page The page.
 * @returns The spans; `stale` when all of the page lies above the span: it waits again.
 */
export function takePage(
  spans: Spans,
  asked: Span,
  page: HistoryPage,
): { readonly spans: Spans; readonly answered: Answered } {
  const below = page.ids.filter((id) => id < asked.high);
  if (below.length === 0 && page.ids.length > 0) {
    return { spans: giveBack(spans, asked), answered: "stale" };
  }
  // An empty page: there is nothing down to the very first id.
  const proven = below.length === 0 ? 0 : Math.min(...below);
  const list = spans.list.flatMap((span) => {
    const isOwn = span.state === "asked" && span.high === asked.high;
    if (!isOwn && !(span.state === "waiting" && span.high <= asked.high)) return [span];
    return prove(span, proven, page, spans.direction);
  });
  return { answered: "taken", spans: { ...spans, list, ...density(spans, asked, below) } };
}

/** Splits a span at the lowest id that is proven: what lies above is read. */
function prove(
  span: Span,
  proven: number,
  page: HistoryPage,
  direction: Direction,
): readonly Span[] {
  if (proven >= span.high) return [span];
  const low = Math.max(span.low, proven);
  const read: Span = { low, high: span.high, state: "read", page: within(page, low, span.high) };
  if (low === span.low) return [read];
  const rest = waiting(span.low, low);
  return direction === "desc" ? [read, rest] : [rest, read];
}

/** Upward, an empty span does not say how far the gap goes on; downward its page does. */
function density(
  { direction, spacing, stretch }: Spans,
  { low }: Span,
  below: readonly number[],
): Pick<Spans, "spacing" | "stretch"> {
  const seen = spacingOf(below);
  const next = seen === undefined ? spacing : spacing + (seen.spacing - spacing) * seen.weight;
  const isEmpty = !below.some((id) => id >= low);
  return { spacing: next, stretch: direction === "asc" && isEmpty ? stretch * 2 : 1 };
}

function spacingOf(page: readonly number[]) {
  const ids = new Set(page);
  if (ids.size < 2) return undefined;
  const spacing = (Math.max(...ids) - Math.min(...ids)) / (ids.size - 1);
  return { spacing, weight: WEIGHT * Math.min(1, ids.size / 50) };
}

/** A span that was not answered waits again. */
export function giveBack(spans: Spans, asked: Span): Spans {
  const list = spans.list.map((span) =>
    span.state === "asked" && span.high === asked.high ? waiting(span.low, span.high) : span
  );
  return { ...spans, list };
}

/** Takes the first span, if it is read. */
export function deliver(
  spans: Spans,
): { readonly spans: Spans; readonly span: Span } | undefined {
  const [span, ...list] = spans.list;
  return span?.state === "read" ? { span, spans: { ...spans, list } } : undefined;
}

function waiting(low: number, high: number): Span {
  return { low, high, state: "waiting", page: NOTHING };
}

function within(page: HistoryPage, low: number, high: number): HistoryPage {
  const isWithin = (id: number) => id >= low && id < high;
  return {
    ids: page.ids.filter(isWithin),
    messages: page.messages.filter(({ id }) => isWithin(id)),
  };
}
