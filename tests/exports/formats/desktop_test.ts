import assert from "node:assert/strict";
import { DESKTOP } from "../../../src/exports/formats/desktop.ts";
import { desktopMessage } from "../../../src/exports/formats/desktop_message.ts";
import { desktopText } from "../../../src/exports/formats/desktop_text.ts";
import { formatter } from "../../../src/exports/formats/formats.ts";
import type { ExportLine } from "../../../src/exports/line.ts";

const NEWS = { chat_id: -1000000000042, kind: "channel", title: "News", username: "news" } as const;
const TALK = { chat_id: -1000000000043, kind: "supergroup", title: "Talk" } as const;
const AT = { date: "2022-02-28T18:12:36Z" } as const;
const DATES = { date: "2022-02-28T18:12:36", date_unixtime: "1646071956" } as const;
const ANNA = { id: 70, kind: "user", name: "Anna" } as const;
const NOT_INCLUDED = "(File not included. Change data exporting settings to download.)";

/** As a reader of the file has it: without what is `undefined`. */
function drawn(line: Partial<ExportLine>, chat: Parameters<typeof desktopMessage>[1] = TALK) {
  return JSON.parse(JSON.stringify(desktopMessage({ id: 7, text: "", ...AT, ...line }, chat)));
}

Deno.test("DESKTOP is laid out as Telegram Desktop does, part by part", () => {
  const { end, part } = formatter("json", NEWS);
  const encoder = new TextEncoder();
  const parts = [
    part(encoder.encode('{"id":1,"date":"2022-02-28T18:12:36Z","text":"Hi"}\n')),
    part(encoder.encode('{"id":2,"date":"2022-02-28T18:12:36Z","text":""}\n')),
    end(),
  ].map((bytes) => new TextDecoder().decode(bytes));
  assert.equal(
    parts.join(""),
    `{
 "name": "News",
 "type": "public_channel",
 "id": 42,
 "messages": [
  {
   "id": 1,
   "type": "message",
   "date": "2022-02-28T18:12:36",
   "date_unixtime": "1646071956",
   "from": "News",
   "from_id": "channel42",
   "text": "Hi",
   "text_entities": [
    {
     "type": "plain",
     "text": "Hi"
    }
   ]
  },
  {
   "id": 2,
   "type": "message",
   "date": "2022-02-28T18:12:36",
   "date_unixtime": "1646071956",
   "from": "News",
   "from_id": "channel42",
   "text": "",
   "text_entities": []
  }
 ]
}
`,
  );
});

Deno.test("DESKTOP of nothing is a chat without messages", () => {
  const text = new TextDecoder().decode(formatter("json", TALK).end());
  assert.deepEqual(JSON.parse(text), {
    name: "Talk",
    type: "private_supergroup",
    id: 43,
    messages: [],
  });
});

Deno.test("DESKTOP names the group that comments are in", () => {
  const text = DESKTOP.opening(NEWS, { id: 7, text: "", ...AT, chat_id: TALK.chat_id });
  assert.match(text, /"type": "public_supergroup",\n "id": 43,/);
});

Deno.test("desktopMessage() draws who wrote, answered, forwarded and reacted", () => {
  assert.deepEqual(
    drawn({
      sender: ANNA,
      author: "A.",
      edit_date: "2022-03-01T00:00:00Z",
      reply_to_id: 3,
      forward_from: { id: -1000000000001, name: "Other" },
      reactions: {
        total: 6,
        top: [
          { reaction: "👍", count: 3 },
          { reaction: "custom", count: 2 },
          { reaction: "paid", count: 1 },
        ],
      },
    }),
    {
      id: 7,
      type: "message",
      ...DATES,
      edited: "2022-03-01T00:00:00",
      edited_unixtime: "1646092800",
      from: "Anna",
      from_id: "user70",
      author: "A.",
      forwarded_from: "Other",
      forwarded_from_id: "channel1",
      reply_to_message_id: 3,
      text: "",
      text_entities: [],
      reactions: [
        { type: "emoji", count: 3, emoji: "👍" },
        { type: "custom_emoji", count: 2 },
        { type: "paid", count: 1 },
      ],
    },
  );
});

Deno.test("desktopMessage() shifts the ids of the group before a migration", () => {
  const { id, reply_to_message_id } = drawn({ chat_id: -5, sender: ANNA, reply_to_id: 3 });
  assert.deepEqual([id, reply_to_message_id], [-999999993, -999999997]);
});

Deno.test("desktopMessage() ties messages to their topic, and to messages elsewhere", () => {
  assert.equal(drawn({ topic_id: 5 }).reply_to_message_id, 5);
  assert.equal(drawn({ topic_id: 5, reply_to_id: 6 }).reply_to_message_id, 6);
  assert.equal(drawn({ topic_id: 7 }).reply_to_message_id, undefined);
  assert.equal(drawn({ topic_id: 1 }).reply_to_message_id, undefined);
  const there = drawn({ external_reply: { chat_id: -1000000000009, message_id: 8 } });
  assert.deepEqual([there.reply_to_peer_id, there.reply_to_message_id], ["channel9", 8]);
});

/** Media, and the fields that tell of it. */
const MEDIA: readonly (readonly [NonNullable<ExportLine["media"]>, Record<string, unknown>])[] = [
  [{ type: "photo", size: 9 }, { photo: NOT_INCLUDED, photo_file_size: 9 }],
  [{ type: "video", mime: "video/mp4", duration: 3 }, {
    file: NOT_INCLUDED,
    media_type: "video_file",
    mime_type: "video/mp4",
    duration_seconds: 3,
  }],
  [{ type: "video_note" }, { file: NOT_INCLUDED, media_type: "video_message" }],
  [{ type: "document", file_name: "a.pdf", size: 5 }, {
    file: NOT_INCLUDED,
    file_name: "a.pdf",
    file_size: 5,
  }],
  [{ type: "audio", title: "A - B" }, {
    file: NOT_INCLUDED,
    media_type: "audio_file",
    title: "A - B",
  }],
  [{ type: "voice" }, { file: NOT_INCLUDED, media_type: "voice_message" }],
  [{ type: "sticker" }, { file: NOT_INCLUDED, media_type: "sticker" }],
  [{ type: "animation" }, { file: NOT_INCLUDED, media_type: "animation" }],
  [{ type: "link", url: "https://a.example" }, {}],
  [{ type: "location" }, { location_information: null }],
  [{ type: "location", title: "Library" }, {
    place_name: "Library",
    address: "",
    location_information: null,
  }],
  [{ type: "contact" }, {
    contact_information: { first_name: "", last_name: "", phone_number: "" },
  }],
  [
    {
      type: "poll",
      poll: { question: "Q", options: [{ text: "a", voters: 2 }, { text: "b" }], total_voters: 2 },
    },
    {
      poll: {
        question: "Q",
        closed: false,
        total_voters: 2,
        answers: [{ text: "a", voters: 2, chosen: false }, { text: "b", voters: 0, chosen: false }],
      },
    },
  ],
  [{ type: "other" }, {}],
];

for (const [media, fields] of MEDIA) {
  Deno.test(`desktopMessage() draws ${JSON.stringify(media)}`, () => {
    const base = drawn({});
    const { from, from_id, id, type, date, date_unixtime, text, text_entities, ...others } = drawn({
      media,
    });
    assert.deepEqual({ id, type, date, date_unixtime, from, from_id, text, text_entities }, base);
    assert.deepEqual(others, fields);
  });
}

/** Our words, and Desktop's fields. */
const SERVICES: readonly (readonly [string, Record<string, unknown>])[] = [
  ['created the group "Us"', { action: "create_group", title: "Us", members: [] }],
  ['created "Us"', { action: "create_channel", title: "Us" }],
  ['renamed the topic to "T"', { action: "topic_edit", new_title: "T" }],
  ['created the topic "T"', { action: "topic_created", title: "T" }],
  ['changed the title to "A\nB"', { action: "edit_group_title", title: "A\nB" }],
  ["changed the photo", { action: "edit_group_photo" }],
  ["removed the photo", { action: "delete_group_photo" }],
  ["joined", { action: "invite_members", members: ["Anna"] }],
  ["joined by an invite link", { action: "join_group_by_link" }],
  ["joined after a request was approved", { action: "join_group_by_request" }],
  ["left", { action: "remove_members", members: ["Anna"] }],
  ["pinned a message", { action: "pin_message", message_id: 3 }],
  ["upgraded the group to a supergroup", { action: "migrate_to_supergroup" }],
  ['upgraded from the group "Us"', { action: "migrate_from_group", title: "Us" }],
  ["started a video chat", { information_text: "started a video chat" }],
];

for (const [service, fields] of SERVICES) {
  Deno.test(`desktopMessage() draws that somebody ${JSON.stringify(service)}`, () => {
    const reply = "message_id" in fields ? {} : { reply_to_message_id: 3 };
    assert.deepEqual(drawn({ service, sender: ANNA, reply_to_id: 3 }), {
      id: 7,
      type: "service",
      ...DATES,
      actor: "Anna",
      actor_id: "user70",
      ...fields,
      ...reply,
      text: "",
      text_entities: [],
    });
  });
}

Deno.test("desktopText() cuts at entities, in UTF-16 code units, the first of two that overlap", () => {
  const entities = [
    { type: "text_url", offset: 3, length: 4, url: "https://a.example" },
    { type: "bold", offset: 5, length: 5 },
    { type: "mention_name", offset: 8, length: 2, url: "tg://user?id=70" },
    { type: "strike", offset: 10, length: 99 },
    { type: "url", offset: 10, length: 1 },
  ];
  assert.deepEqual(desktopText({ text: "🙂 link Al.", entities }), {
    text: [
      "🙂 ",
      { type: "text_link", text: "link", href: "https://a.example" },
      " ",
      { type: "mention_name", text: "Al", user_id: 70 },
      { type: "link", text: "." },
    ],
    text_entities: [
      { type: "plain", text: "🙂 " },
      { type: "text_link", text: "link", href: "https://a.example" },
      { type: "plain", text: " " },
      { type: "mention_name", text: "Al", user_id: 70 },
      { type: "link", text: "." },
    ],
  });
});
