/** Reads an answer with pages ahead, over a port whose answers come in any order. */
import assert from "node:assert/strict";
import { governor } from "../../../src/exports/reading/governor.ts";
import { type ReadBite, readBites } from "../../../src/exports/reading/read_bites.ts";
import type { Place } from "../../../src/history/place.ts";
import type { Failure } from "../../../src/model/failure.ts";
import type { Message } from "../../../src/model/message.ts";
import type { HistoryQuery } from "../../../src/model/query.ts";
import { aroundCalls } from "../../../src/telegram/around.ts";
import type { ChatRef, Telegram } from "../../../src/telegram/port.ts";
import { GROUP_ID, GROUP_REF, OPTIONS, REF } from "../../history/fixtures.ts";

/** What to read, and how. */
export interface ReadThrough {
  readonly telegram: Telegram;
  readonly query: HistoryQuery;
  readonly sender?: ChatRef;
  readonly earlier?: readonly Message[];
  readonly inFlight: number;
  readonly from?: Place;
  readonly between?: (bite: number) => void;
}

/** Every bite of a read; a failure at its end is given, too. */
export async function readThrough(
  { between = () => {}, earlier = [], from, inFlight, query, sender, telegram }: ReadThrough,
): Promise<{ readonly bites: readonly ReadBite[]; readonly failure?: Failure }> {
  const part = earlier.length === 0 ? undefined : { ref: GROUP_REF, chatId: GROUP_ID };
  let now = 0;
  const bites: ReadBite[] = [];
  const reading = readBites({
    telegram,
    subject: {
      ref: REF,
      query,
      ...(sender === undefined ? {} : { sender }),
      earlier: () => Promise.resolve({ ok: true, value: part }),
    },
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
