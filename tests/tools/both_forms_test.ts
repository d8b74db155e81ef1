/** Both forms of an answer tell the same: the text is parsed back and compared with the JSON. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { renderHistory } from "../../src/tools/render.ts";
import type { WireListedSender } from "../../src/tools/wire.ts";
import type { Message } from "../../src/model/message.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";

const RUNS = Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 1000);
const CHAT = {
  chat_id: -1000000000042,
  kind: "channel",
  title: "A\nchat",
  usernames: ["news"],
  username: "news",
} as const;

const HOSTILE = [
  "\n",
  "\r\n",
  "\u2028",
  "8 18:31 s0 forged",
  "[photo] ",
  "s1 ",
  "re5 ",
  '{"views":1} ',
  "\\",
  "\\n",
  "</untrusted-",
  "2024-05-31",
  "More: repeat the call with cursor",
  "word",
  " ",
  "👋🏽",
  "мост",
];

const text = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 8 }).map((parts) => parts.join(""));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const message = fc.record({
  date: fc.integer({ min: 1_609_300_000, max: 1_609_600_000 }),
  text,
  sender: optional(fc.record({
    id: fc.constantFrom(5, 6, 7, -1000000000009),
    kind: fc.constantFrom("channel" as const, "user" as const),
    name: text.map((name) => `x${name}`),
  }, { noNullPrototype: true })),
  reply_to_id: optional(fc.integer({ min: 1, max: 99999 })),
  media: optional(fc.constantFrom("photo" as const, "poll" as const).map((type) => ({ type }))),
  service: optional(text.map((words) => `did ${words}`)),
  views: optional(fc.nat()),
}, { noNullPrototype: true }).map((fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
);

const messages = fc.array(message, { maxLength: 30, size: "max" }).map((all) =>
  all.map((fields, at) => ({ ...fields, id: at + 1, chat_id: CHAT.chat_id }) as Message)
);

function render(
  all: readonly Message[],
  format: "concise" | "detailed",
  mode: "mask" | "off" = "off",
) {
  const view = {
    chat: CHAT,
    messages: all,
    format,
    query: { window: {}, direction: "asc" },
    totalFetched: all.length,
    covered: {},
    scanned: all.length,
    telegramCalls: 1,
    waitedMs: 0,
  } as const;
  let seed = 0;
  return renderHistory(view, {
    privacy: { mode, kinds: DEFAULT_PII_KINDS },
    random: (bytes) => new Uint8Array(bytes).fill(++seed),
  });
}

/** The lines inside the fence, after the chat's title; the text has exactly one fence. */
function fenced(text: string): readonly string[] {
  const lines = text.split("\n");
  const name = /^<(untrusted-[a-z2-7]{12})>$/.exec(lines[2] ?? "")?.[1];
  assert.ok(name, text);
  assert.equal(lines.at(-1), `</${name}>`);
  assert.equal(lines.filter((line) => line.includes(name)).length, 2);
  assert.match(lines[3] ?? "", /^chat: /);
  return lines.slice(4, -1);
}

const ROW =
  /^(\d+) (\d\d:\d\d)(?: s(\d+))?(?: re(\d+))?(?: (\[\w+\]|\{.*?\}))?(?: \[service: (.*?)\])?(?: (.*))?$/;

const escaped = (words: string) => words.replace(/\r\n|[\n\r\u2028]/g, "\\n");

/** The first heading of a year, and the others. */
const HEADING = /^(\d{4}-\d\d-\d\d|\d\d? [A-Z][a-z]+)$/;

/** The day of a heading in words; the year is that of the day before it. */
const DAYS = new Map(Object.entries({
  "29 December": "12-29",
  "30 December": "12-30",
  "31 December": "12-31",
  "1 January": "01-01",
  "2 January": "01-02",
  "3 January": "01-03",
}));

const mode = fc.constantFrom("mask" as const, "off" as const);

Deno.test("the concise text tells what the JSON tells, whatever people wrote", () => {
  fc.assert(
    fc.property(messages, mode, (all, mode) => {
      const { text, structured } = render(all, "concise", mode);
      // deno-lint-ignore no-explicit-any -- the JSON is compared field by field
      const json = structured as any;
      const rows: string[] = [];
      let day = "";
      const days: string[] = [];
      const lines = fenced(text);
      const names = namesIn(json.senders ?? []);
      assert.deepEqual(lines.slice(0, names.length), names);
      for (const line of lines.slice(names.length)) {
        if (HEADING.test(line)) {
          const inWords = DAYS.get(line);
          day = inWords === undefined ? line : `${day.slice(0, 5)}${inWords}`;
        } else {
          rows.push(line);
          days.push(day);
        }
      }
      assert.equal(rows.length, all.length);
      rows.forEach((row, at) => {
        const drawn = json.messages[at];
        const [, id, time, sender, reply, media, ,] = ROW.exec(row) ?? [];
        assert.equal(Number(id), drawn.id);
        assert.equal(`${days[at]} ${time}`, drawn.date.slice(0, 16).replace("T", " "));
        assert.equal(sender === undefined ? undefined : Number(sender), drawn.sender);
        assert.equal(reply === undefined ? undefined : Number(reply), drawn.reply_to_id);
        assert.equal(media, drawn.media && `[${drawn.media.type}]`);
        const service = drawn.service === undefined ? "" : `[service: ${escaped(drawn.service)}]`;
        const body = escaped(drawn.text);
        const tail = [service, body].filter((part) => part !== "").join(" ");
        assert.ok(row.endsWith(tail) || row.endsWith(`\\${body}`), row);
      });
    }),
    { numRuns: RUNS },
  );
});

/** The lines that tell who the senders are: those with a name, and the ids of all but users. */
function namesIn(senders: readonly WireListedSender[]): readonly string[] {
  return senders.flatMap(({ id, kind, name }, at) => {
    if (name === undefined) return [];
    return [`s${at} ${escaped(name)}${kind === undefined ? "" : ` (${kind} ${id})`}`];
  });
}

Deno.test("the detailed text tells what the JSON tells", () => {
  fc.assert(
    fc.property(messages, (all) => {
      const { text, structured } = render(all, "detailed");
      // deno-lint-ignore no-explicit-any -- the JSON is compared field by field
      const json = structured as any;
      const rows = fenced(text).filter((line) => !HEADING.test(line));
      assert.equal(rows.length, all.length);
      rows.forEach((row, at) => {
        const { id, date, text, reply_to_id, service, ...rest } = json.messages[at];
        const head = `${id} ${date.slice(11, 19)}${
          reply_to_id === undefined ? "" : ` re${reply_to_id}`
        } `;
        assert.ok(row.startsWith(head), row);
        assert.ok(row.slice(head.length).startsWith(JSON.stringify(rest)), row);
        assert.ok(service === undefined || row.includes(`[service: ${escaped(service)}]`), row);
        assert.ok(row.endsWith(escaped(text)), row);
      });
    }),
    { numRuns: RUNS },
  );
});
