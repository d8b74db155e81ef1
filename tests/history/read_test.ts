import assert from "node:assert/strict";
import fc from "fast-check";
import { startingPlace } from "../../src/history/place.ts";
import { readHistory, type Reading } from "../../src/history/read.ts";
import type { Message } from "../../src/model/message.ts";
import type { HistoryQuery } from "../../src/model/query.ts";
import type { HistoryPage, HistoryRequest, Telegram } from "../../src/telegram/port.ts";
import { message, NOW, REF, telegramOver } from "./fixtures.ts";

const RUNS = Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 1000);
const OPTIONS = { signal: new AbortController().signal };

/** Reads to the end, page by page. */
async function readAll(
  telegram: Telegram,
  query: HistoryQuery,
  pageSize: number,
  between: (page: number) => void = () => {},
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (let done = false; !done;) {
    assert.ok(readings.length < 2000, "the read does not end");
    const place = readings.at(-1)?.place;
    const request = { ref: REF, query, pageSize, ...(place === undefined ? {} : { place }) };
    const outcome = await readHistory(telegram, request, OPTIONS);
    assert.ok(outcome.ok);
    readings.push(outcome.value);
    done = outcome.value.done;
    between(readings.length);
  }
  return readings;
}

const idsOf = (readings: readonly Reading[]) =>
  readings.flatMap(({ messages }) => messages.map(({ id }) => id));

/** What the question asks for, over the whole history: the plain filter. */
function plainFilter(history: readonly Message[], { window, direction }: HistoryQuery) {
  const { from = 0, to = Infinity } = window;
  const inside = history.filter(({ date }) => date >= from && date < to).map(({ id }) => id);
  return inside.sort((a, b) => direction === "desc" ? b - a : a - b);
}

const DAY = 1_600_000_000;

/** Histories with gaps in their ids and several messages in one second. */
const history = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 40 }), pause: fc.nat(3) }), {
  maxLength: 400,
  size: "max",
}).map((steps) => {
  let id = 0;
  let date = DAY;
  return steps.map(({ gap, pause }) => message(id += gap, date += pause));
});

const instant = fc.option(fc.integer({ min: DAY - 10, max: DAY + 700 }), { nil: undefined });
const query = fc.record({ from: instant, to: instant, direction: fc.constantFrom("desc", "asc") })
  .filter(({ from, to }) => from === undefined || to === undefined || from < to)
  .map(({ from, to, direction }): HistoryQuery => ({
    direction: direction as "desc" | "asc",
    window: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  }));
const pageSize = fc.integer({ min: 1, max: 100 });

Deno.test("readHistory() gives what a plain filter over the whole history gives", async () => {
  await fc.assert(
    fc.asyncProperty(history, query, pageSize, async (messages, asked, size) => {
      const readings = await readAll(telegramOver(() => messages), asked, size);
      assert.deepEqual(idsOf(readings), plainFilter(messages, asked));
      assert.equal(readings.at(-1)?.place.fetched, idsOf(readings).length);
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
});

Deno.test("readHistory() loses nothing on pages that are cut, thinned or old", async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      query,
      pageSize,
      trouble,
      async (messages, asked, size, { keeps, marks, repeats }) => {
        let calls = 0;
        let last: HistoryPage | undefined;
        const mark = (id: number) => marks[id % marks.length];
        const served = messages.filter(({ id }) => mark(id) !== 0);
        const telegram = telegramOver(() => messages, (page, request) => {
          calls += 1;
          // An old page, once: the one after it is answered afresh.
          const isOld = repeats[calls % repeats.length] === true && last !== undefined &&
            last.ids.length > 0;
          if (isOld) {
            const old = last as HistoryPage;
            last = undefined;
            return old;
          }
          const thinned = {
            ids: page.ids.filter((id) => mark(id) !== 0),
            messages: page.messages.filter(({ id }) => (mark(id) ?? 0) > 1),
          };
          last = cut(thinned, request, keeps[calls % keeps.length] ?? 1);
          return last;
        });
        const readings = await readAll(telegram, asked, size);
        const shown = served.filter(({ id }) => (mark(id) ?? 0) > 1);
        assert.deepEqual(idsOf(readings), plainFilter(shown, asked));
      },
    ),
    { numRuns: RUNS },
  );
});

Deno.test("readHistory() gives once what was there throughout, while others come and go", async () => {
  const changes = fc.array(fc.nat(1000), { maxLength: 200, size: "max" });
  await fc.assert(
    fc.asyncProperty(history, query, pageSize, changes, async (messages, asked, size, changed) => {
      let now = [...messages];
      const gone = new Set<number>();
      let newest = (messages.at(-1)?.id ?? 0) + 1;
      const readings = await readAll(telegramOver(() => now), asked, size, (page) => {
        const change = changed[page];
        if (change === undefined) return;
        const victim = now[change % Math.max(1, now.length)];
        if (victim !== undefined) gone.add(victim.id);
        now = now.filter(({ id }) => id !== victim?.id);
        now.push(message(newest++, NOW + page));
      });
      const read = idsOf(readings);
      assert.equal(new Set(read).size, read.length, "a message came twice");
      const stayed = messages.filter(({ id }) => !gone.has(id));
      const expected = plainFilter(stayed, asked);
      const ofThose = read.filter((id) => !gone.has(id));
      assert.deepEqual(ofThose, expected);
    }),
    { numRuns: RUNS },
  );
});

Deno.test("readHistory() covers what it has proven, and says so", async () => {
  // Ids 1 to 10 at 100 s, 200 s … 1,000 s after the day began.
  const messages = Array.from(
    { length: 10 },
    (_, index) => message(index + 1, DAY + 100 * (index + 1)),
  );
  const window = { from: DAY + 300, to: DAY + 900 };
  const pages = await readAll(telegramOver(() => messages), { window, direction: "desc" }, 4);
  assert.deepEqual(pages.map(({ covered }) => covered), [
    { from_id: 5, to_id: 8, from_date: DAY + 501, to_date: DAY + 900 },
    { from_id: 3, to_id: 8, from_date: DAY + 300, to_date: DAY + 900 },
  ]);
  const upward = await readAll(telegramOver(() => messages), { window, direction: "asc" }, 4);
  assert.deepEqual(upward.map(({ covered }) => covered), [
    { from_id: 3, to_id: 6, from_date: DAY + 300, to_date: DAY + 600 },
    { from_id: 3, to_id: 8, from_date: DAY + 300, to_date: DAY + 900 },
  ]);
  assert.deepEqual(upward.map(({ telegramCalls }) => telegramCalls), [1, 1]);
});

Deno.test("readHistory() fills a page with one call, and stops when nothing is found", async () => {
  const messages = Array.from({ length: 1000 }, (_, index) => message(index + 1, DAY + index));
  const [first] = await readAll(
    telegramOver(() => messages),
    { window: {}, direction: "desc" },
    100,
  );
  assert.deepEqual([first?.telegramCalls, first?.messages.length, first?.scanned], [1, 100, 100]);
  const many = Array.from({ length: 1500 }, (_, index) => message(index + 1, DAY + index));
  const hidden = telegramOver(() => many, ({ ids }) => ({ ids, messages: [] }));
  const request = { ref: REF, query: { window: {}, direction: "desc" as const }, pageSize: 100 };
  const outcome = await readHistory(hidden, request, OPTIONS);
  assert.ok(outcome.ok);
  const { messages: none, done, telegramCalls, scanned, place } = outcome.value;
  assert.deepEqual([none, done, telegramCalls, scanned], [[], false, 10, 1000]);
  assert.equal(place.next_id, 501);
});

Deno.test("readHistory() keeps what it found when a later call fails", async () => {
  const messages = Array.from({ length: 60 }, (_, index) => message(index + 41, DAY + index));
  let calls = 0;
  const good = telegramOver(() => messages, (page, request) => cut(page, request, 0.2));
  const telegram: Telegram = {
    ...good,
    messages: {
      getHistory: (request, options) =>
        ++calls === 2
          ? Promise.resolve({ ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 9 } })
          : good.messages.getHistory(request, options),
    },
  };
  const request = { ref: REF, query: { window: {}, direction: "desc" as const }, pageSize: 50 };
  const outcome = await readHistory(telegram, request, OPTIONS);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.messages.map(({ id }) => id), [
    100,
    99,
    98,
    97,
    96,
    95,
    94,
    93,
    92,
    91,
    90,
    89,
  ]);
  assert.equal(outcome.value.done, false);
});

Deno.test("startingPlace() ends a read at the present, whatever the window promises", () => {
  const place = (to?: number) =>
    startingPlace({ direction: "asc", window: to === undefined ? {} : { to } }, 5000.9).ends_at;
  assert.deepEqual([place(), place(9000), place(4000)], [5000, 5000, 4000]);
});
