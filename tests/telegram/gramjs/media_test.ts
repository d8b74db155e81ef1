import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { mediaOf } from "../../../src/telegram/gramjs/media.ts";
import { document, message } from "./tl.ts";

const FILE = { mime: "application/octet-stream", size: 2048 };
const STICKER = new Api.DocumentAttributeSticker({
  alt: "🙂",
  stickerset: new Api.InputStickerSetEmpty(),
});
const VIDEO = new Api.DocumentAttributeVideo({ duration: 12.6, w: 1, h: 1 });
const ROUND = new Api.DocumentAttributeVideo({ roundMessage: true, duration: 5, w: 1, h: 1 });
const GEO = new Api.GeoPoint({ long: 13.4, lat: 52.5, accessHash: bigInt(1) });

/** Media as read from the wire. */
function media(value: Api.TypeMessageMedia) {
  const { media } = message({ media: value });
  return media && mediaOf(media);
}

function audio(fields: Partial<Api.DocumentAttributeAudio>): Api.DocumentAttributeAudio {
  return new Api.DocumentAttributeAudio({ duration: 30, ...fields });
}

Deno.test("mediaOf() tells documents apart by their attributes", () => {
  const name = new Api.DocumentAttributeFilename({ fileName: "a.bin" });
  assert.deepEqual(media(document([name])), { type: "document", file_name: "a.bin", ...FILE });
  assert.deepEqual(media(document([VIDEO])), { type: "video", ...FILE, duration: 13 });
  assert.deepEqual(media(document([ROUND])), { type: "video_note", ...FILE, duration: 5 });
  assert.deepEqual(media(document([VIDEO, new Api.DocumentAttributeAnimated()])), {
    type: "animation",
    ...FILE,
    duration: 13,
  });
  assert.deepEqual(media(document([VIDEO, STICKER])), { type: "sticker", ...FILE, duration: 13 });
  assert.deepEqual(media(document([audio({ voice: true })])), {
    type: "voice",
    ...FILE,
    duration: 30,
  });
  assert.deepEqual(media(document([audio({ title: "Song", performer: "Band" })])), {
    type: "audio",
    ...FILE,
    duration: 30,
    title: "Band - Song",
  });
});

Deno.test("mediaOf() knows a document that is gone by the marks beside it", () => {
  const gone = (fields: Partial<Api.MessageMediaDocument>) =>
    media(new Api.MessageMediaDocument(fields));
  assert.deepEqual(gone({ voice: true }), { type: "voice" });
  assert.deepEqual(gone({ video: true }), { type: "video" });
  assert.deepEqual(gone({ round: true }), { type: "video_note" });
  assert.deepEqual(gone({ video: true, round: true }), { type: "video_note" });
  assert.deepEqual(gone({}), { type: "document" });
});

Deno.test("mediaOf() gives a photo the size of its largest version", () => {
  const photo = new Api.Photo({
    id: bigInt(1),
    accessHash: bigInt(1),
    fileReference: Buffer.alloc(0),
    date: 1,
    dcId: 2,
    sizes: [
      new Api.PhotoSize({ type: "m", w: 1, h: 1, size: 100 }),
      new Api.PhotoSizeProgressive({ type: "y", w: 1, h: 1, sizes: [50, 900] }),
    ],
  });
  assert.deepEqual(media(new Api.MessageMediaPhoto({ photo })), { type: "photo", size: 900 });
  assert.deepEqual(media(new Api.MessageMediaPhoto({})), { type: "photo" });
});

Deno.test("mediaOf() reads link previews", () => {
  const webpage = new Api.WebPage({
    id: bigInt(1),
    url: "https://example.com/a",
    displayUrl: "example.com/a",
    hash: 0,
    title: "A page",
  });
  assert.deepEqual(media(new Api.MessageMediaWebPage({ webpage })), {
    type: "link",
    url: "https://example.com/a",
    title: "A page",
  });
  const untitled = new Api.WebPageEmpty({ id: bigInt(1), url: "https://example.com/b" });
  assert.deepEqual(media(new Api.MessageMediaWebPage({ webpage: untitled })), {
    type: "link",
    url: "https://example.com/b",
  });
  const pending = new Api.WebPagePending({ id: bigInt(1), date: 1 });
  assert.deepEqual(media(new Api.MessageMediaWebPage({ webpage: pending })), { type: "link" });
});

Deno.test("mediaOf() reads polls with their votes", () => {
  const text = (text: string) => new Api.TextWithEntities({ text, entities: [] });
  const poll = new Api.Poll({
    id: bigInt(1),
    closed: true,
    question: text("Tea?"),
    answers: [
      new Api.PollAnswer({ text: text("Yes"), option: Buffer.from([0]) }),
      new Api.PollAnswer({ text: text("No"), option: Buffer.from([1]) }),
    ],
  });
  const results = new Api.PollResults({
    results: [new Api.PollAnswerVoters({ option: Buffer.from([0]), voters: 3 })],
    totalVoters: 3,
  });
  assert.deepEqual(media(new Api.MessageMediaPoll({ poll, results })), {
    type: "poll",
    poll: {
      question: "Tea?",
      options: [{ text: "Yes", voters: 3 }, { text: "No" }],
      total_voters: 3,
      closed: true,
    },
  });
});

Deno.test("mediaOf() carries no coordinates and nothing of contacts", () => {
  const venue = new Api.MessageMediaVenue({
    geo: GEO,
    title: "Café",
    address: "Street 1",
    provider: "",
    venueId: "",
    venueType: "",
  });
  const contact = new Api.MessageMediaContact({
    phoneNumber: "+491700000000",
    firstName: "Ada",
    lastName: "L",
    vcard: "",
    userId: bigInt(1),
  });
  assert.deepEqual(media(new Api.MessageMediaGeo({ geo: GEO })), { type: "location" });
  assert.deepEqual(media(venue), { type: "location", title: "Café" });
  assert.deepEqual(media(contact), { type: "contact" });
});

Deno.test("mediaOf() calls everything else other", () => {
  assert.deepEqual(media(new Api.MessageMediaDice({ value: 3, emoticon: "🎲" })), {
    type: "other",
  });
  assert.deepEqual(media(new Api.MessageMediaUnsupported()), { type: "other" });
  const unknown = { className: "MessageMediaOfTomorrow" } as unknown as Api.TypeMessageMedia;
  assert.deepEqual(mediaOf(unknown), { type: "other" });
});

Deno.test("mediaOf() gives nothing for empty media", () => {
  assert.equal(media(new Api.MessageMediaEmpty()), undefined);
});
