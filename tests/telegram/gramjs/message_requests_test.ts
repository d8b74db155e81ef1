import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import {
  historyRequest,
  messagesRequest,
  repliesRequest,
  searchRequest,
} from "../../../src/telegram/gramjs/message_requests.ts";
import type { ChatRef, SearchFilter } from "../../../src/telegram/port.ts";

const CHANNEL: ChatRef = { type: "channel", id: 1234, access_hash: "-8234567890123456789" };
const USER: ChatRef = { type: "user", id: 77, access_hash: "5" };
const GROUP: ChatRef = { type: "group", id: 601 };

const INPUT_CHANNEL = new Api.InputPeerChannel({
  channelId: bigInt(1234),
  accessHash: bigInt("-8234567890123456789"),
});

/** Two requests are the same when they are the same on the wire. */
function assertSent(request: Api.AnyRequest, expected: Api.AnyRequest): void {
  assert.equal(request.className, expected.className);
  assert.equal(request.getBytes().toString("hex"), expected.getBytes().toString("hex"));
}

Deno.test("searchRequest() says everything that is asked for", () => {
  const request = searchRequest({
    ref: CHANNEL,
    text: "river",
    filter: "photo",
    sender: USER,
    topic_id: 9,
    after_date: 100,
    before_date: 200,
    offset_id: 50,
    add_offset: -20,
    limit: 20,
  });
  assertSent(
    request,
    new Api.messages.Search({
      peer: INPUT_CHANNEL,
      q: "river",
      fromId: new Api.InputPeerUser({ userId: bigInt(77), accessHash: bigInt(5) }),
      topMsgId: 9,
      filter: new Api.InputMessagesFilterPhotos(),
      minDate: 100,
      maxDate: 200,
      offsetId: 50,
      addOffset: -20,
      limit: 20,
      maxId: 0,
      minId: 0,
      hash: bigInt.zero,
    }),
  );
});

Deno.test("searchRequest() sends zero and no flag for what is not asked for", () => {
  assertSent(
    searchRequest({ ref: GROUP, text: "", filter: "any", limit: 1 }),
    new Api.messages.Search({
      peer: new Api.InputPeerChat({ chatId: bigInt(601) }),
      q: "",
      filter: new Api.InputMessagesFilterEmpty(),
      minDate: 0,
      maxDate: 0,
      offsetId: 0,
      addOffset: 0,
      limit: 1,
      maxId: 0,
      minId: 0,
      hash: bigInt.zero,
    }),
  );
});

const FILTERS: Readonly<Record<SearchFilter, string>> = {
  any: "InputMessagesFilterEmpty",
  photo: "InputMessagesFilterPhotos",
  video: "InputMessagesFilterVideo",
  photo_or_video: "InputMessagesFilterPhotoVideo",
  video_note: "InputMessagesFilterRoundVideo",
  document: "InputMessagesFilterDocument",
  audio: "InputMessagesFilterMusic",
  voice: "InputMessagesFilterVoice",
  animation: "InputMessagesFilterGif",
  link: "InputMessagesFilterUrl",
  location: "InputMessagesFilterGeo",
  contact: "InputMessagesFilterContacts",
  pinned: "InputMessagesFilterPinned",
};

Deno.test("searchRequest() names Telegram's filter for each of ours", () => {
  for (const [filter, className] of Object.entries(FILTERS)) {
    const request = searchRequest({
      ref: CHANNEL,
      text: "",
      filter: filter as SearchFilter,
      limit: 1,
    });
    assert.equal(request.filter.className, className);
  }
});

Deno.test("repliesRequest() names the root", () => {
  assertSent(
    repliesRequest({ ref: CHANNEL, root_id: 20, offset_date: 900, limit: 100 }),
    new Api.messages.GetReplies({
      peer: INPUT_CHANNEL,
      msgId: 20,
      offsetId: 0,
      offsetDate: 900,
      addOffset: 0,
      limit: 100,
      maxId: 0,
      minId: 0,
      hash: bigInt.zero,
    }),
  );
});

Deno.test("historyRequest() carries every offset", () => {
  const request = {
    ref: CHANNEL,
    offset_id: 1,
    offset_date: 2,
    add_offset: 3,
    limit: 4,
  };
  assertSent(
    historyRequest(request),
    new Api.messages.GetHistory({
      peer: INPUT_CHANNEL,
      offsetId: 1,
      offsetDate: 2,
      addOffset: 3,
      limit: 4,
      maxId: 0,
      minId: 0,
      hash: bigInt.zero,
    }),
  );
});

Deno.test("messagesRequest() asks a channel for its own ids, and the account for all others", () => {
  const id = [new Api.InputMessageID({ id: 7 }), new Api.InputMessageID({ id: 5 })];
  assertSent(
    messagesRequest({ ref: CHANNEL, ids: [7, 5] }),
    new Api.channels.GetMessages({
      channel: new Api.InputChannel({
        channelId: bigInt(1234),
        accessHash: bigInt("-8234567890123456789"),
      }),
      id,
    }),
  );
  for (const ref of [GROUP, USER]) {
    assertSent(messagesRequest({ ref, ids: [7, 5] }), new Api.messages.GetMessages({ id }));
  }
});
