import assert from "node:assert/strict";
import fc from "fast-check";
import { startingPlace } from "../../src/history/place.ts";
import { readHistory } from "../../src/history/read.ts";
import { fail } from "../../src/model/failure.ts";
import type { Message } from "../../src/model/message.ts";
import type { HistoryPage, HistoryRequest, Telegram } from "../../src/telegram/port.ts";
import { asked, DAY, history, RUNS } from "./arbitraries.ts";
import {
  emptyBook,
  GROUP_ID,
  GROUP_REF,
  identities,
  message,
  NOW,
  OPTIONS,
  plainFilter,
  readAll,
  REF,
  subjectOf,
  telegramOver,
} from "./fixtures.ts";

/** A chat that was nothing before; nothing is asked about a thread. */
const ALONE = {
  senders: emptyBook(),
  earlier: () => Promise.resolve({ ok: true, value: undefined } as const),
  discussion: () => Promise.reject(new Error("Cannot find a thread: none was asked for")),
};

Deno.test("readHistory() gives what a plain filter over the whole history gives", async () => {
  await fc.assert(
    fc.asyncProperty(history, asked, async (messages, question) => {
      const telegram = telegramOver(() => messages, undefined, question.earlier);
      const readings = await readAll(telegram, question);
      const expected = plainFilter(messages, question.query, question.earlier);
      assert.deepEqual(identities(readings), expected);
      assert.equal(readings.at(-1)?.place.fetched, expected.length);
    }),
    { numRuns: RUNS },
  );
});

/** A page without the end that lies farthest from the offset; the message next to it stays. */
function cut(page: HistoryPage, request: HistoryRequest, keep: number): HistoryPage {
  const count = Math.max(1, Math.ceil(page.ids.length * keep));
  const isUpward = -2 * (request.add_offset ?? 0) > request.limit;
  const ids = isUpward ? page.ids.slice(-count) : page.ids.slice(0, count);
  return { ...page, ids, messages: page.messages.filter(({ id }) => ids.includes(id)) };
}

const trouble = fc.record({
  keeps: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
  // A tenth is withheld for good; a tenth comes as ids alone.
  marks: fc.array(fc.nat(9), { minLength: 7, maxLength: 31 }),
  repeats: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
});

Deno.test("readHistory() loses nothing on pages that are cut, thinned or old", async () => {
  await fc.assert(
    fc.asyncProperty(history, asked, trouble, async (messages, question, spoiled) => {
      const { keeps, marks, repeats } = spoiled;
      let calls = 0;
      const last = new Map<string, HistoryPage>();
      const mark = (id: number) => marks[id % marks.length] ?? 0;
      const spoil = (page: HistoryPage, request: HistoryRequest): HistoryPage => {
        calls += 1;
        const old = last.get(request.ref.type);
        // An old page, once: the one after it is answered afresh.
        if (repeats[calls % repeats.length] === true && old !== undefined && old.ids.length > 0) {
          last.delete(request.ref.type);
          return old;
        }
        const thinned = {
          ...page,
          ids: page.ids.filter((id) => mark(id) !== 0),
          messages: page.messages.filter(({ id }) => mark(id) > 1),
        };
        const sent = cut(thinned, request, keeps[calls % keeps.length] ?? 1);
        last.set(request.ref.type, sent);
        return sent;
      };
      const readings = await readAll(
        telegramOver(() => messages, spoil, question.earlier),
        question,
      );
      const isShown = ({ id }: Message) => mark(id) > 1;
      assert.deepEqual(
        identities(readings),
        plainFilter(messages.filter(isShown), question.query, question.earlier.filter(isShown)),
      );
    }),
    { numRuns: RUNS },
  );
});

Deno.test("readHistory() gives once what was there throughout, while others come, go and change", async () => {
  const changes = fc.array(fc.nat(1000), { maxLength: 200, size: "max" });
  await fc.assert(
    fc.asyncProperty(history, asked, changes, async (messages, question, changed) => {
      let now = [...messages];
      const touched = new Set<number>();
      let newest = (messages.at(-1)?.id ?? 0) + 1;
      const telegram = telegramOver(() => now, undefined, question.earlier);
      const readings = await readAll(telegram, question, (page) => {
        const change = changed[page];
        const victim = change === undefined ? undefined : now[change % Math.max(1, now.length)];
        if (victim === undefined) return;
        touched.add(victim.id);
        now = now.filter(({ id }) => id !== victim.id);
        // Every third one is not gone: it was edited.
        if (page % 3 === 0) now.push({ ...victim, text: "edited", edit_date: NOW });
        now.push(message(newest++, NOW + page));
      });
      const read = identities(readings);
      assert.equal(new Set(read).size, read.length, "a message came twice");
      const untouched = ({ chat_id, id }: Message) => chat_id === GROUP_ID || !touched.has(id);
      const names = new Set(
        plainFilter(messages.filter(untouched), { direction: "asc", window: {} }, question.earlier),
      );
      assert.deepEqual(
        read.filter((each) => names.has(each)),
        plainFilter(messages.filter(untouched), question.query, question.earlier),
      );
    }),
    { numRuns: RUNS },
  );
});

Deno.test("readHistory() covers what it has proven, and says so", async () => {
  // Ids 1 to 10 at 100 s, 200 s … 1,000 s after the day began.
  const messages = Array.from({ length: 10 }, (_, at) => message(at + 1, DAY + 100 * (at + 1)));
  const window = { from: DAY + 300, to: DAY + 900 };
  const down = await readAll(telegramOver(() => messages), {
    query: { window, direction: "desc" },
    pageSize: 4,
  });
  assert.deepEqual(down.map(({ covered }) => covered), [
    { from_id: 5, to_id: 8, from_date: DAY + 560, to_date: DAY + 900 },
    { from_id: 3, to_id: 8, from_date: DAY + 300, to_date: DAY + 900 },
  ]);
  const up = await readAll(telegramOver(() => messages), {
    query: { window, direction: "asc" },
    pageSize: 4,
  });
  assert.deepEqual(up.map(({ covered }) => covered), [
    { from_id: 3, to_id: 6, from_date: DAY + 300, to_date: DAY + 540 },
    { from_id: 3, to_id: 9, from_date: DAY + 300, to_date: DAY + 900 },
  ]);
});

const TWO_PARTS = {
  own: [message(1, DAY + 10), message(2, DAY + 20)],
  earlier: [message(5, DAY, { chat_id: GROUP_ID }), message(6, DAY + 5, { chat_id: GROUP_ID })],
};

Deno.test("readHistory() reads a migrated group as one history and tells its parts apart", async () => {
  const telegram = telegramOver(() => TWO_PARTS.own, undefined, TWO_PARTS.earlier);
  const [down] = await readAll(telegram, {
    query: { window: {}, direction: "desc" },
    pageSize: 50,
    earlier: TWO_PARTS.earlier,
  });
  assert.deepEqual(down?.covered, {
    from_id: 1,
    to_id: 2,
    from_date: DAY,
    to_date: NOW,
    migrated_from: { chat_id: GROUP_ID, from_id: 1, to_id: 6 },
  });
  const [up] = await readAll(telegram, {
    query: { window: {}, direction: "asc" },
    pageSize: 50,
    earlier: TWO_PARTS.earlier,
  });
  assert.deepEqual(up?.covered, {
    from_id: 1,
    to_id: 2,
    to_date: NOW,
    migrated_from: { chat_id: GROUP_ID, from_id: 1, to_id: 6 },
  });
});

for (const direction of ["desc", "asc"] as const) {
  Deno.test(`readHistory() reads on ${direction} where the account is not let into the earlier part`, async () => {
    const good = telegramOver(() => TWO_PARTS.own);
    const telegram: Telegram = {
      ...good,
      messages: {
        ...good.messages,
        getHistory: (request, options) =>
          request.ref.type === "group"
            ? Promise.resolve({ ok: false, failure: { code: "CHAT_NOT_FOUND", chat: "-77" } })
            : good.messages.getHistory(request, options),
      },
    };
    const outcome = await readHistory(telegram, {
      ref: REF,
      query: { window: {}, direction },
      pageSize: 50,
      ...ALONE,
      earlier: () => Promise.resolve({ ok: true, value: { ref: GROUP_REF, chatId: GROUP_ID } }),
    }, OPTIONS);
    assert.ok(outcome.ok && outcome.value.done);
    assert.equal(outcome.value.messages.length, 2);
    assert.deepEqual(outcome.value.covered.migrated_from, { chat_id: GROUP_ID, unreadable: true });
  });
}

Deno.test("readHistory() fills a page with one call, and stops when nothing is found", async () => {
  const query = { window: {}, direction: "desc" as const };
  const many = Array.from({ length: 1500 }, (_, at) => message(at + 1, DAY + at));
  let calls = 0;
  const counted = telegramOver(() => many, (page) => {
    calls += 1;
    return page;
  });
  const first = await readHistory(
    counted,
    { ref: REF, query, pageSize: 100, ...ALONE },
    OPTIONS,
  );
  assert.ok(first.ok);
  assert.deepEqual([calls, first.value.messages.length, first.value.scanned], [1, 100, 100]);
  const stickers = { ...query, filter: { media_types: ["sticker"] as const } };
  calls = 0;
  const outcome = await readHistory(
    counted,
    { ref: REF, query: stickers, pageSize: 100, ...ALONE },
    OPTIONS,
  );
  assert.ok(outcome.ok);
  const { messages: none, done, scanned, place } = outcome.value;
  assert.deepEqual([none, done, calls, scanned, place.next_id], [[], false, 10, 1000, 501]);
});

Deno.test("readHistory() keeps what it found when a later call fails", async () => {
  const messages = Array.from({ length: 60 }, (_, at) => message(at + 41, DAY + at));
  let calls = 0;
  const good = telegramOver(() => messages, (page, request) => cut(page, request, 0.2));
  const telegram: Telegram = {
    ...good,
    messages: {
      ...good.messages,
      getHistory: (request, options) =>
        ++calls === 2
          ? Promise.resolve({ ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 9 } })
          : good.messages.getHistory(request, options),
    },
  };
  const query = { window: {}, direction: "desc" as const };
  const outcome = await readHistory(
    telegram,
    { ref: REF, query, pageSize: 50, ...ALONE },
    OPTIONS,
  );
  assert.ok(outcome.ok);
  assert.deepEqual(
    outcome.value.messages.map(({ id }) => id),
    [100, 99, 98, 97, 96, 95, 94, 93, 92, 91, 90, 89],
  );
  assert.equal(outcome.value.done, false);
});

Deno.test("startingPlace() ends a read at the present, whatever the window promises", () => {
  const place = (to?: number) =>
    startingPlace({ direction: "asc", window: to === undefined ? {} : { to } }, 5000.9).ends_at;
  assert.deepEqual([place(), place(9000), place(4000)], [5000, 5000, 4000]);
});

Deno.test("readHistory() asks nothing of a window that is yet to come", async () => {
  for (const direction of ["desc", "asc"] as const) {
    let calls = 0;
    const telegram = telegramOver(() => [message(1, DAY)], (page) => {
      calls += 1;
      return page;
    });
    const query = { window: { from: 4_000_000_000 }, direction };
    const [reading] = await readAll(telegram, { query, pageSize: 50 });
    assert.deepEqual([reading?.done, reading?.messages, reading?.covered, calls], [
      true,
      [],
      {},
      0,
    ]);
  }
});

/** 1,000 messages, of which 7 wrote those from 300 down to 201: in the middle of the third page. */
const TALK = Array.from({ length: 1000 }, (_, at) => {
  const id = at + 1;
  const sender = { id: id > 200 && id <= 300 ? 7 : 8, kind: "user", name: "x" } as const;
  return message(id, DAY + id, { sender });
});

function countedOver(messages: () => readonly Message[]) {
  const good = telegramOver(messages);
  const calls: string[] = [];
  const telegram: Telegram = {
    ...good,
    messages: {
      ...good.messages,
      getHistory: (request, options) => {
        calls.push("history");
        return good.messages.getHistory(request, options);
      },
      search: (request, options) => {
        calls.push("search");
        return good.messages.search(request, options);
      },
    },
  };
  return { telegram, calls };
}

const OF_7 = Array.from({ length: 100 }, (_, at) => `-1000000000042/${300 - at}`);

Deno.test("readHistory() searches for a sender as soon as a page has shown who it is", async () => {
  const { calls, telegram } = countedOver(() => TALK);
  const query = { window: {}, direction: "desc", filter: { from_users: [7] } } as const;
  const readings = await readAll(telegram, { query, pageSize: 50, onlySender: [7] });
  assert.deepEqual(identities(readings), OF_7);
  // Seven pages from 1,000 to 301, one that shows 300 to 201, and one search that finds no more.
  assert.deepEqual(calls, [...Array(8).fill("history"), "search", "search"]);
});

Deno.test("readHistory() scans where the message that named a sender is gone", async () => {
  let now = TALK;
  const { calls, telegram } = countedOver(() => now);
  const query = {
    window: { to: DAY + 261 },
    direction: "desc",
    filter: { from_users: [7] },
  } as const;
  const readings = await readAll(telegram, { query, pageSize: 10, onlySender: [7] }, () => {
    now = now.filter(({ id }) => id !== 260);
  });
  assert.deepEqual(identities(readings), OF_7.slice(40));
  assert.ok(calls.includes("search"));
});

/** 300 messages, one every 1,000 s, of which some were put in from long ago; `old` gives their dates. */
function imported(old: (id: number) => number | undefined): readonly Message[] {
  return Array.from({ length: 300 }, (_, at) => {
    const id = at + 1;
    return message(id, old(id) ?? DAY + 1000 * id);
  });
}

for (const direction of ["desc", "asc"] as const) {
  Deno.test(`readHistory() reads ${direction} a whole history whose dates are in no order`, async () => {
    // 7 and 300 have no common divisor: each date is used once.
    const messages = imported((id) => DAY + 1000 * (1 + 7 * id % 300));
    const window = { from: DAY + 50_000, to: DAY + 60_000 };
    const query = { window, direction };
    const readings = await readAll(telegramOver(() => messages), { query, pageSize: 100 });
    assert.deepEqual(identities(readings), plainFilter(messages, query));
    assert.equal(identities(readings).length, 10);
    assert.deepEqual(readings.at(-1)?.covered.from_date, DAY + 50_000);
  });
}

Deno.test("readHistory() claims no dates where it began at one before it saw that they are in no order", async () => {
  // 101 to 130 are dated before all others.
  const messages = imported((id) => id > 100 && id <= 130 ? DAY + id : undefined);
  const window = { from: DAY + 60_000, to: DAY + 250_000 };
  const query = { window, direction: "desc" as const };
  const readings = await readAll(telegramOver(() => messages), { query, pageSize: 50 });
  assert.deepEqual(identities(readings), plainFilter(messages, query));
  assert.deepEqual(readings[0]?.covered.to_date, DAY + 250_000);
  assert.deepEqual(readings.at(-1)?.covered, { from_id: 1, to_id: 249 });
});

Deno.test("readHistory() finishes a window in the call that found its last message", async () => {
  const { calls, telegram } = countedOver(() => imported(() => undefined));
  const query = { window: { from: DAY + 210_000 }, direction: "desc" as const };
  const readings = await readAll(telegram, { query, pageSize: 100 });
  assert.deepEqual(readings.map(({ messages }) => messages.length), [91]);
  assert.equal(calls.length, 1);
});

const FLOOD = { code: "FLOOD_WAIT", retry_after_s: 100 } as const;

Deno.test("readHistory() keeps how far a scan came that found nothing before a call failed", async () => {
  const { calls, telegram } = countedOver(() => imported(() => undefined));
  const failing: Telegram = {
    ...telegram,
    messages: {
      ...telegram.messages,
      getHistory: (request, options) =>
        calls.length === 2
          ? Promise.resolve(fail(FLOOD))
          : telegram.messages.getHistory(request, options),
    },
  };
  const query = { window: {}, direction: "desc", filter: { media_types: ["poll"] } } as const;
  const request = { ...subjectOf({ query }), pageSize: 50 };
  const first = await readHistory(failing, request, OPTIONS);
  assert.ok(first.ok);
  assert.deepEqual([first.value.messages, first.value.done], [[], false]);
  // Two pages of 100: ids 300 to 101.
  assert.deepEqual([first.value.place.next_id, first.value.scanned], [101, 200]);
  const next = await readHistory(failing, { ...request, place: first.value.place }, OPTIONS);
  assert.deepEqual(next, fail(FLOOD));
});

Deno.test("readHistory() says why the part before a migration cannot be looked up, after what it has read", async () => {
  const { calls, telegram } = countedOver(() => TWO_PARTS.own);
  const request = {
    ...subjectOf({ query: { window: {}, direction: "desc" } }),
    earlier: () => Promise.resolve(fail(FLOOD)),
    pageSize: 50,
  };
  const first = await readHistory(telegram, request, OPTIONS);
  assert.ok(first.ok);
  assert.deepEqual(first.value.messages.map(({ id }) => id), [2, 1]);
  assert.equal(first.value.done, false);
  const before = calls.length;
  const next = await readHistory(telegram, { ...request, place: first.value.place }, OPTIONS);
  assert.deepEqual(next, fail(FLOOD));
  assert.equal(calls.length - before, 1);
});
