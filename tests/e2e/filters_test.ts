/** Each filter over MTProto, against a filter of the test's own over the world's TL objects. */
import assert from "node:assert/strict";
import { Api } from "../../src/gramjs.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { WorldMessage } from "../../src/sandbox/world/world.ts";
import { idsOf, readAll, setUp } from "./in_process.ts";

const WORLD = sampleWorld();

type Wanted = (message: Api.Message) => boolean;

const document = (message: Api.Message): Api.Document | undefined =>
  message.media instanceof Api.MessageMediaDocument &&
    message.media.document instanceof Api.Document
    ? message.media.document
    : undefined;

const has = (message: Api.Message, ...names: readonly string[]): boolean =>
  document(message)?.attributes.some(({ className }) => names.includes(className)) ?? false;

const audio = (message: Api.Message) =>
  document(message)?.attributes.find((each) => each instanceof Api.DocumentAttributeAudio);
const video = (message: Api.Message) =>
  document(message)?.attributes.find((each) => each instanceof Api.DocumentAttributeVideo);

const isSticker: Wanted = (message) =>
  has(message, "DocumentAttributeSticker", "DocumentAttributeCustomEmoji");
const isAnimation: Wanted = (message) =>
  !isSticker(message) && has(message, "DocumentAttributeAnimated");
const isPlainVideo: Wanted = (message) =>
  !isSticker(message) && !isAnimation(message) && video(message) !== undefined &&
  !video(message)!.roundMessage;
const hasUrl: Wanted = ({ entities, media }) =>
  media instanceof Api.MessageMediaWebPage ||
  (entities ?? []).some(({ className }) =>
    ["MessageEntityUrl", "MessageEntityTextUrl"].includes(className)
  );
const isPhoto: Wanted = ({ media }) => media instanceof Api.MessageMediaPhoto;

const FILTERS: readonly (readonly [Record<string, unknown>, Wanted])[] = [
  [{ media_types: ["photo"] }, isPhoto],
  [{ media_types: ["video"] }, isPlainVideo],
  [{ media_types: ["photo", "video"] }, (message) => isPhoto(message) || isPlainVideo(message)],
  [{ media_types: ["audio"] }, (message) => audio(message) !== undefined && !audio(message)!.voice],
  [{ media_types: ["voice"] }, (message) => audio(message)?.voice === true],
  [{ media_types: ["animation"] }, isAnimation],
  [{ media_types: ["sticker"] }, isSticker],
  [{ media_types: ["poll"] }, ({ media }) => media instanceof Api.MessageMediaPoll],
  [{ media_types: ["link"] }, ({ media }) => media instanceof Api.MessageMediaWebPage],
  [{ media_types: ["contact"] }, ({ media }) => media instanceof Api.MessageMediaContact],
  [
    { media_types: ["location"] },
    ({ media }) =>
      ["MessageMediaGeo", "MessageMediaGeoLive", "MessageMediaVenue"].includes(
        media?.className ?? "",
      ),
  ],
  [{ media_types: ["text"] }, ({ media }) => !media],
  [{ has_links: true }, hasUrl],
  [{ pinned: true }, ({ pinned }) => pinned === true],
  [{ min_views: 20_000 }, ({ views }) => (views ?? -1) >= 20_000],
  [
    { max_views: 3000, has_media: true },
    ({ media, views }) => Boolean(media) && (views ?? 1e9) <= 3000,
  ],
  [
    { media_types: ["photo"], min_views: 15_000 },
    (message) => isPhoto(message) && (message.views ?? 0) >= 15_000,
  ],
];

const isShown = (message: WorldMessage): message is Api.Message =>
  message instanceof Api.Message && !message.ttlPeriod &&
  !(message.media && "ttlSeconds" in message.media && message.media.ttlSeconds);

const news = WORLD.chats.find(({ entity }) =>
  "username" in entity && entity.username === "tgtk_news"
)!;
const MESSAGES = Array.from({ length: news.history.count }, (_, index) => news.history.at(index))
  .filter(isShown);

for (const [filter, wanted] of FILTERS) {
  Deno.test(`@tgtk_news filtered by ${JSON.stringify(filter)} is what the world holds, both ways`, async () => {
    await using setup = await setUp({ world: WORLD });
    const expected = MESSAGES.filter(wanted).map(({ id }) => id);
    assert.ok(expected.length > 0);
    for (const direction of ["asc", "desc"]) {
      const pages = await readAll(setup.call, {
        chat: "@tgtk_news",
        filter,
        direction,
        page_size: 100,
      });
      assert.deepEqual(idsOf(pages), direction === "asc" ? expected : expected.toReversed());
    }
  });
}

Deno.test("a sender named by @name or id is found among thousands", async () => {
  await using setup = await setUp({ world: WORLD });
  const chat = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_chat"
  )!;
  const messages = Array.from({ length: chat.history.count }, (_, index) => chat.history.at(index));
  const named = messages.map((message) =>
    message.fromId instanceof Api.PeerUser ? Number(message.fromId.userId) : 0
  )
    .find((id) => id > 0 && WORLD.user(id)?.username);
  assert.ok(named);
  const expected = messages.filter((message) =>
    message.fromId instanceof Api.PeerUser && Number(message.fromId.userId) === named
  ).map(({ id }) => id);
  const window = { from_date: new Date(chat.history.dateAt(0) * 1000).toISOString() };
  for (const sender of [`@${WORLD.user(named)!.username}`, named, String(named)]) {
    const pages = await readAll(setup.call, {
      chat: "tgtk_chat",
      filter: { from_users: [sender] },
      direction: "asc",
      page_size: 100,
      ...window,
    });
    assert.deepEqual(idsOf(pages), expected);
  }
});

Deno.test("a sender who was seen is searched for by id, though pages show everybody in passing only", async () => {
  await using setup = await setUp({ world: WORLD });
  const chat = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_chat"
  )!;
  const newest = Array.from({ length: 90 }, (_, at) => chat.history.at(chat.history.count - 1 - at))
    .map(({ fromId }) => fromId)
    .find((peer) => peer instanceof Api.PeerUser)!;
  const id = Number((newest as Api.PeerUser).userId);
  const expected = Array.from({ length: chat.history.count }, (_, at) => chat.history.at(at))
    .filter(({ fromId }) => fromId instanceof Api.PeerUser && Number(fromId.userId) === id)
    .map((message) => message.id);
  // The part before the migration is left out.
  const from_date = new Date(chat.history.dateAt(0) * 1000).toISOString();
  const read = async () => {
    const before = setup.trace.length;
    const pages = await readAll(setup.call, {
      chat: "@tgtk_chat",
      filter: { from_users: [id] },
      from_date,
      page_size: 100,
    });
    assert.deepEqual(idsOf(pages), expected.toReversed());
    const calls = setup.trace.slice(before).map(({ method }) => method);
    return calls.filter((method) => method.startsWith("messages."));
  };
  const searches = (calls: readonly string[]) =>
    calls.filter((method) => method === "messages.search").length;
  const enough = Math.ceil(expected.length / 100) + 2;
  const first = await read();
  assert.equal(first.length - searches(first), 1);
  assert.ok(searches(first) <= enough, `${first}`);
  const again = await read();
  assert.ok(searches(again) === again.length && again.length <= enough, `${again}`);
});

Deno.test("topics of a forum join to its whole history, and comments are those of the post", async () => {
  await using setup = await setUp({ world: WORLD });
  const forum = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_forum"
  )!;
  const listed = await setup.call("tg_list_topics", { chat: "@tgtk_forum" });
  assert.equal(listed.json.topics.length, 12);
  const ids: number[] = [];
  for (const { topic_id } of listed.json.topics) {
    ids.push(...idsOf(await readAll(setup.call, { chat: "tgtk_forum", topic_id, page_size: 100 })));
  }
  const all = Array.from({ length: forum.history.count }, (_, index) => forum.history.idAt(index));
  assert.deepEqual(ids.toSorted((a, b) => a - b), all);
  const post = 4700;
  const comments = await readAll(setup.call, {
    chat: "tgtk_news",
    thread_id: post,
    direction: "asc",
    page_size: 100,
  });
  assert.deepEqual(idsOf(comments), [...WORLD.newsThreads.commentIds(post)]);
});

Deno.test("a word in a million posts is found at all its places, and a window holds in a search", async () => {
  // The first search builds the channel's index.
  await using setup = await setUp({ world: WORLD }, { TGTK_REQUEST_TIMEOUT_S: "300" });
  const pages = await readAll(setup.call, {
    chat: "@tgtk_big",
    search: "kingfisher",
    page_size: 100,
  });
  const ids = idsOf(pages);
  assert.equal(ids.length, 40);
  assert.ok(pages.every(({ json }) => json.page_info.match === "telegram_index"));
  const [newest, oldest] = [pages[0]!.json.messages[0].date, pages[0]!.json.messages.at(-1).date];
  const inside = await readAll(setup.call, {
    chat: "@tgtk_big",
    search: "Kingfisher",
    from_date: oldest,
    to_date: newest,
    direction: "asc",
  });
  assert.deepEqual(idsOf(inside), ids.slice(1).toReversed());
});
