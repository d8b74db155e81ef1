/**
 * Several pages in flight, delivered in order.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import type { CallOptions, HistoryPage } from "../../telegram/port.ts";
import { inTurn, type Patience, untilOpen } from "./patient.ts";
import { askNext, deliver, giveBack, type Span, type Spans, takePage } from "./spans.ts";

/** Old pages in a row, for one span, until that counts as a failure. */
const MAX_STALE = 5;

/** Spans that wait for delivery, for each page that may be in flight. */
const WINDOW = 2;

/** Asks for the page below an id. */
export type AskBelow = (id: number, options: CallOptions) => Promise<Outcome<HistoryPage>>;

/**
 * Reads spans with as many pages in flight as the governor allows.
 *
 * At most `2 × inFlight` spans are held at a time, one page each: one that is slow makes the others
 * wait. Whoever stops taking them ends the calls in flight.
 *
 * @param start The spans.
 * @param ask Asks for a page.
 * @param inFlight How many pages may be in flight.
 * @param patience The governor and what else it takes.
 * @returns The spans in the order of delivery; after a failure those before it, then the failure.
 */
export async function* readAhead(
  start: Spans,
  ask: AskBelow,
  inFlight: number,
  patience: Patience,
): AsyncGenerator<Outcome<Span>> {
  const { governor } = patience;
  const ended = new AbortController();
  const signal = AbortSignal.any([patience.options.signal, ended.signal]);
  const options = { ...patience.options, signal };
  const running = new Set<Promise<void>>();
  const stale = new Map<number, number>();
  let spans = start;
  let failure: Failure | undefined;
  let bug: { readonly error: unknown } | undefined;
  let pause: Promise<void> | undefined;
  let changed = Promise.withResolvers<void>();

  const wake = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };

  const refuse = (span: Span, reason: Failure): void => {
    spans = giveBack(spans, span);
    failure ??= governor.failed(reason);
  };

  const take = (span: Span, page: HistoryPage): void => {
    const taken = takePage(spans, span, page);
    if (taken.answered === "stale") {
      const times = (stale.get(span.high) ?? 0) + 1;
      stale.set(span.high, times);
      spans = taken.spans;
      if (times > MAX_STALE) failure ??= { code: "UPSTREAM", rpc_code: "UNKNOWN" };
      return;
    }
    stale.delete(span.high);
    spans = taken.spans;
    governor.succeeded();
  };

  const run = async (span: Span): Promise<void> => {
    const page = await inTurn({ ...patience, options }, () => ask(span.high, options));
    if (page.ok) take(span, page.value);
    else refuse(span, page.failure);
  };

  /** Starts what may be started; a pause is slept through once for all. */
  const pump = (): void => {
    while (failure === undefined && !signal.aborted && running.size < governor.limit()) {
      if (governor.waitMs() > 0) {
        pause ??= untilOpen({ ...patience, options }).then(() => {
          pause = undefined;
          pump();
          wake();
        });
        return;
      }
      const next = askNext(spans, WINDOW * inFlight);
      if (next === undefined) return;
      spans = next.spans;
      const call = run(next.span).catch((error) => void (bug ??= { error })).finally(() => {
        running.delete(call);
        pump();
        wake();
      });
      running.add(call);
    }
  };

  try {
    while (spans.list.length > 0) {
      if (bug !== undefined) throw bug.error;
      const next = deliver(spans);
      if (next !== undefined) {
        spans = next.spans;
        pump();
        yield succeed(next.span);
        continue;
      }
      pump();
      if (running.size === 0 && pause === undefined) {
        // What was in flight may have come after all; without it there is nothing left to deliver.
        yield fail(failure ?? { code: "CANCELLED" });
        return;
      }
      await changed.promise;
    }
  } finally {
    ended.abort();
    await Promise.all([...running, pause]);
  }
}
