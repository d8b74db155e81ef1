import assert from "node:assert/strict";
import fc from "fast-check";
import { coveredSoFar } from "../../../src/history/place.ts";
import type { Message } from "../../../src/model/message.ts";
import type { HistoryPage, HistoryRequest } from "../../../src/telegram/port.ts";
import { asked, DAY, history, RUNS } from "../../history/arbitraries.ts";
import {
  GROUP_ID,
  identities,
  message,
  NOW,
  plainFilter,
  readAll,
  type Spoil,
  telegramOver,
} from "../../history/fixtures.ts";
import { idsOf, readThrough, unevenly } from "./reading_through.ts";

const inFlight = fc.integer({ min: 1, max: 16 });
const delays = fc.array(fc.nat(40), { minLength: 1, maxLength: 30 });

Deno.test("readBites() gives what the pages of readHistory() joined give, and covers the same", async () => {
  await fc.assert(
    fc.asyncProperty(history, asked, inFlight, delays, async (messages, question, most, slow) => {
      const telegram = telegramOver(() => messages, undefined, question.earlier);
      const pages = await readAll(telegram, question);
      const through = { ...question, telegram: unevenly(telegram, slow), inFlight: most };
      const { bites } = await readThrough(through);
      assert.deepEqual(idsOf(bites), identities(pages));
      assert.deepEqual(
        idsOf(bites),
        plainFilter(messages, question.query, question.earlier),
      );
      const end = bites.at(-1);
      assert.ok(end?.done);
      assert.equal(end.place.fetched, identities(pages).length);
      // Once a page has met the only sender, the next ask for that sender alone: of what others wrote
      // behind the last message they know nothing.
      if (question.onlySender !== undefined) return;
      const covered = coveredSoFar(question.query, end.place, true, end.earlierId);
      assert.deepEqual(covered, pages.at(-1)?.covered);
    }),
    { numRuns: RUNS },
  );
});

/** A page without the end that lies farthest from the offset; the message next to it stays. */
function cut(page: HistoryPage, request: HistoryRequest, keep: number): HistoryPage {
  const count = Math.max(1, Math.ceil(page.ids.length * keep));
  const isUpward = (request.add_offset ?? 0) < 0;
  const ids = isUpward ? page.ids.slice(-count) : page.ids.slice(0, count);
  return { ids, messages: page.messages.filter(({ id }) => ids.includes(id)) };
}

const trouble = fc.record({
  keeps: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
  // A tenth is withheld for good; a tenth comes as ids alone.
  marks: fc.array(fc.nat(9), { minLength: 7, maxLength: 31 }),
  repeats: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
  totals: fc.boolean(),
});

/** A page that a downward read asked for earlier. */
function isAbove({ ids }: HistoryPage, { add_offset = 0, offset_id = Infinity }: HistoryRequest) {
  return add_offset === 0 && ids.every((id) => id >= offset_id);
}

interface Trouble {
  readonly keeps: readonly number[];
  readonly repeats: readonly boolean[];
  readonly totals: boolean;
}

function spoiler({ keeps, repeats, totals }: Trouble, mark: (id: number) => number): Spoil {
  let calls = 0;
  let last: HistoryPage | undefined;
  const hit = new Set<string>();
  /** A page from further up, once for each request: the next time it is answered afresh. */
  const oldFor = (request: HistoryRequest): HistoryPage | undefined => {
    const [old, asked] = [last, JSON.stringify(request)];
    last = undefined;
    if (old === undefined || !isAbove(old, request) || hit.has(asked)) return undefined;
    if (repeats[calls % repeats.length] !== true) return undefined;
    hit.add(asked);
    return old;
  };
  return (page, request) => {
    calls += 1;
    const old = oldFor(request);
    if (old !== undefined) return old;
    const ids = page.ids.filter((id) => mark(id) !== 0);
    const shown = page.messages.filter(({ id }) => mark(id) > 1);
    const sent = cut({ ids, messages: shown }, request, keeps[calls % keeps.length] ?? 1);
    if (sent.ids.length > 0) last = sent;
    const twice = calls % 7 === 0 ? { ...sent, ids: [...sent.ids, ...sent.ids] } : sent;
    // A large count makes even short pages be read ahead of.
    return totals ? { ...twice, total: 10_000 } : twice;
  };
}

Deno.test("readBites() loses nothing on pages that are cut, thinned, doubled or old", async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      asked,
      trouble,
      inFlight,
      delays,
      async (messages, question, spoiled, most, slow) => {
        const mark = (id: number) => spoiled.marks[id % spoiled.marks.length] ?? 0;
        const spoil = spoiler(spoiled, mark);
        const telegram = telegramOver(() => messages, spoil, question.earlier);
        const through = { ...question, telegram: unevenly(telegram, slow), inFlight: most };
        const { bites, failure } = await readThrough(through);
        assert.equal(failure, undefined);
        const isShown = ({ id }: Message) => mark(id) > 1;
        assert.deepEqual(
          idsOf(bites),
          plainFilter(messages.filter(isShown), question.query, question.earlier.filter(isShown)),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

Deno.test("readBites() gives once what was there throughout, while others come, go and change", async () => {
  const changes = fc.array(fc.nat(1000), { maxLength: 200, size: "max" });
  await fc.assert(
    fc.asyncProperty(
      history,
      asked,
      changes,
      inFlight,
      delays,
      async (messages, question, changed, most, slow) => {
        let now = [...messages];
        const touched = new Set<number>();
        let newest = (messages.at(-1)?.id ?? 0) + 1;
        let calls = 0;
        const telegram = telegramOver(
          () => now,
          (page) => {
            const change = changed[calls++];
            const victim = change === undefined ? undefined : now[change % Math.max(1, now.length)];
            if (victim === undefined) return page;
            touched.add(victim.id);
            now = now.filter(({ id }) => id !== victim.id);
            // Every third one is not gone: it was edited.
            if (calls % 3 === 0) now.push({ ...victim, text: "edited", edit_date: NOW });
            now.push(message(newest++, NOW + calls));
            return page;
          },
          question.earlier,
        );
        const through = { ...question, telegram: unevenly(telegram, slow), inFlight: most };
        const { bites } = await readThrough(through);
        const read = idsOf(bites);
        assert.equal(new Set(read).size, read.length, "a message came twice");
        const untouched = ({ chat_id, id }: Message) => chat_id === GROUP_ID || !touched.has(id);
        const names = new Set(plainFilter(
          messages.filter(untouched),
          { direction: "asc", window: {} },
          question.earlier,
        ));
        assert.deepEqual(
          read.filter((each) => names.has(each)),
          plainFilter(messages.filter(untouched), question.query, question.earlier),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

Deno.test("readBites() goes on from any message as if it had never stopped", async () => {
  await fc.assert(
    fc.asyncProperty(history, asked, inFlight, fc.nat(), async (messages, question, most, stop) => {
      const telegram = telegramOver(() => messages, undefined, question.earlier);
      const through = { ...question, telegram, inFlight: most };
      const { bites } = await readThrough(through);
      const all = idsOf(bites);
      const at = stop % (all.length + 1);
      let before = 0;
      const bite = bites.find(({ messages }) => (before += messages.length) >= at);
      assert.ok(bite);
      const taken = at - (before - bite.messages.length);
      const from = taken === bite.messages.length ? bite.place : bite.placeAfter(taken);
      const rest = await readThrough({ ...through, from });
      assert.deepEqual([...all.slice(0, at), ...idsOf(rest.bites)], all);
      assert.equal(rest.bites.at(-1)?.place.fetched, all.length);
    }),
    { numRuns: RUNS },
  );
});

/** Ten blocks of 1,000 messages; between them gaps of three million ids, and 30 % deleted. */
function gappy(): Message[] {
  const ids: number[] = [];
  for (let block = 0; block < 10; block++) {
    for (let at = 0; at < 1000; at++) {
      if (at % 10 < 7) ids.push(1 + block * 3_001_000 + at);
    }
  }
  return ids.map((id, at) => message(id, DAY + at));
}

for (const direction of ["desc", "asc"] as const) {
  Deno.test(`readBites() ${direction} crosses gaps of millions in few calls`, async () => {
    const messages = gappy();
    let calls = 0;
    const telegram = telegramOver(() => messages, (page) => {
      calls += 1;
      return page;
    });
    const query = { window: {}, direction };
    const { bites } = await readThrough({ telegram, query, inFlight: 8 });
    assert.deepEqual(idsOf(bites), plainFilter(messages, query));
    // 7,000 messages are 70 full pages. Upward a gap is found by doubling, three times over at most.
    assert.ok(calls < (direction === "desc" ? 100 : 700), `${calls} calls`);
  });

  Deno.test(`readBites() ${direction} needs a twelfth more calls than there are full pages`, async () => {
    const messages = Array.from({ length: 20_000 }, (_, at) => message(at + 1, DAY + at))
      .filter(({ id }) => (id * 7919) % 10 > 2);
    let calls = 0;
    const telegram = telegramOver(() => messages, (page) => {
      calls += 1;
      return page;
    });
    const { bites } = await readThrough({
      telegram,
      query: { window: {}, direction },
      inFlight: 8,
    });
    assert.equal(idsOf(bites).length, 14_000);
    assert.ok(calls <= 140 * 1.15, `${calls} calls`);
  });

  Deno.test(`readBites() ${direction} asks no page ahead of an answer of one page`, async () => {
    const messages = Array.from({ length: 40 }, (_, at) => message(at + 1, DAY + at));
    let calls = 0;
    const telegram = telegramOver(() => messages, (page) => {
      calls += 1;
      return page;
    });
    await readThrough({ telegram, query: { window: {}, direction }, inFlight: 16 });
    assert.ok(calls <= 3, `${calls} calls`);
  });
}
