import assert from "node:assert/strict";
import { CSV } from "../../../src/exports/formats/csv.ts";
import { textCell } from "../../../src/exports/formats/csv_cell.ts";

const CHAT = { chat_id: -1000000000042, kind: "channel", title: "News" } as const;

const HEADER =
  "id,date,edit_date,chat_id,sender_id,sender_kind,sender_name,sender_username,author,text," +
  "service,reply_to_id,topic_id,thread_id,forward_from_id,forward_from_name," +
  "forward_from_message_id,media_type,media_file_name,media_mime,media_size,media_duration," +
  "media_title,media_url,poll,urls,views,forwards,replies,reactions_total,reactions,album_id," +
  "pinned,link\r\n";

Deno.test("CSV has these columns, in this order, whatever the messages", () => {
  assert.equal(CSV.opening(CHAT, undefined), HEADER);
  assert.equal(
    CSV.line({ id: 7, date: "2022-02-28T18:12:36Z", text: "" }, CHAT),
    `7,2022-02-28T18:12:36Z${",".repeat(32)}\r\n`,
  );
});

Deno.test("CSV writes every field of a message", () => {
  const row = CSV.line({
    id: 7,
    date: "2022-02-28T18:12:36Z",
    text: 'He said "no",\nthen left',
    chat_id: -5,
    sender: { id: 70, kind: "user", name: "=Anna", username: "anna" },
    author: "A.",
    link: "https://t.me/news/7",
    reply_to_id: 3,
    topic_id: 2,
    thread_id: 1,
    edit_date: "2022-03-01T00:00:00Z",
    views: 10,
    forwards: 4,
    replies: 1,
    reactions: { total: 3, top: [{ reaction: "👍", count: 2 }, { reaction: "custom", count: 1 }] },
    forward_from: { id: -1000000000001, name: "@other", message_id: 9 },
    media: {
      type: "poll",
      poll: { question: "Which?", options: [{ text: "a", voters: 2 }] },
    },
    entities: [
      { type: "bold", offset: 0, length: 2 },
      { type: "text_url", offset: 3, length: 4, url: "https://a.example/?x=1,2" },
    ],
    album_id: "77",
    pinned: true,
  }, CHAT);
  assert.equal(
    row,
    '7,2022-02-28T18:12:36Z,2022-03-01T00:00:00Z,-5,70,user,"\'=Anna",anna,A.,' +
      '"He said ""no"",\nthen left",,3,2,1,-1000000000001,"\'@other",9,poll,,,,,,,' +
      '"{""question"":""Which?"",""options"":[{""text"":""a"",""voters"":2}]}",' +
      '"https://a.example/?x=1,2",10,4,1,3,"👍 2, custom 1",77,true,https://t.me/news/7\r\n',
  );
});

/** What is foreign, and the cell of it. */
const CELLS: readonly (readonly [string, string])[] = [
  ["=1+1", '"\'=1+1"'],
  ["+7 912", '"\'+7 912"'],
  ["-1", '"\'-1"'],
  ["@SUM(A1)", '"\'@SUM(A1)"'],
  ["  =1+1", '"\'  =1+1"'],
  ["\n=1+1", '"\'\n=1+1"'],
  ["\t1", '"\'\t1"'],
  ["\r1", '"\'\r1"'],
  ["＝1+1", '"\'＝1+1"'],
  ["'quoted", "\"''quoted\""],
  ["plain", "plain"],
  ["a=b", "a=b"],
  ["", ""],
];

for (const [text, cell] of CELLS) {
  Deno.test(`textCell() writes ${JSON.stringify(text)} so that no spreadsheet runs it`, () => {
    assert.equal(textCell(text), cell);
  });
}
