/** Reads an answer with pages ahead, over a port whose answers come in any order. */
import assert from "node:assert/strict";
import { governor } from "../../../src/exports/reading/governor.ts";
import { type ReadBite, readBites } from "../../../src/exports/reading/read_bites.ts";
import type { Place } from "../../../src/history/place.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { aroundCalls } from "../../../src/telegram/around.ts";
import type { Telegram } from "../../../src/telegram/port.ts";
import { OPTIONS, type Question, subjectOf } from "../../history/fixtures.ts";

/** What to read, and how. */
export interface ReadThrough extends Question {
  readonly telegram: Telegram;
  readonly inFlight: number;
  readonly from?: Place;
  readonly between?: (bite: number) => void;
}

/** Every bite of a read; a failure at its end is given, too. */
export async function readThrough(
  { between = () => {}, from, inFlight, telegram, ...question }: ReadThrough,
): Promise<{ readonly bites: readonly ReadBite[]; readonly failure?: Failure }> {
  let now = 0;
  const bites: ReadBite[] = [];
  const reading = readBites({
    telegram,
    subject: subjectOf(question),
    inFlight,
    ...(from === undefined ? {} : { from }),
    patience: {
      governor: governor(inFlight, () => now, () => Infinity),
      options: OPTIONS,
      sleep: (ms) => Promise.resolve(void (now += ms)),
      waits: () => {},
    },
  });
  for await (const bite of reading) {
    if (!bite.ok) return { bites, failure: bite.failure };
    bites.push(bite.value);
    assert.ok(bites.length < 3000, "the read does not end");
    between(bites.length);
  }
  return { bites };
}

/** A port whose answers take different times, in turns of the event queue. */
export function unevenly(telegram: Telegram, delays: readonly number[]): Telegram {
  let calls = 0;
  return aroundCalls(telegram, async (_name, options, run) => {
    const turns = delays[calls++ % delays.length] ?? 0;
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    return await run(options);
  });
}

/** The messages read, as (chat, id). */
export function idsOf(bites: readonly ReadBite[]): readonly string[] {
  return bites.flatMap(({ messages }) => messages.map(({ chat_id, id }) => `${chat_id}/${id}`));
}
