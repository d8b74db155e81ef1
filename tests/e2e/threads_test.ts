/** Threads over MTProto, against a filter of the test's own over the world's TL objects; calls are counted. */
import assert from "node:assert/strict";
import { Api } from "../../src/gramjs.ts";
import { NEWS } from "../../src/sandbox/world/sample/directory.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { idsOf, readAll, setUp } from "./in_process.ts";

const WORLD = sampleWorld();
const COMMENTS = commentsUnder(NEWS.busy.id);
const THREAD = { chat: "@tgtk_news", thread_id: NEWS.busy.id, page_size: 100 };
const GROUP_ID = -1001000000102;

/** Newest first. */
function commentsUnder(postId: number): readonly Api.Message[] {
  const { history } = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_news_chat"
  )!;
  const ids = [...WORLD.newsThreads.commentIds(postId)].reverse();
  return ids.map((id) => history.at(history.countBelowId(id)) as Api.Message);
}

const idsWhere = (holds: (message: Api.Message) => boolean): readonly number[] =>
  COMMENTS.filter(holds).map(({ id }) => id);

const hasWord = (word: string) => ({ message }: Api.Message): boolean =>
  message.toLowerCase().split(/[^\p{L}\p{N}_]+/u).includes(word);

const isPhoto = ({ media }: Api.Message): boolean => media instanceof Api.MessageMediaPhoto;

const hasUrl = ({ entities, media }: Api.Message): boolean =>
  media instanceof Api.MessageMediaWebPage ||
  (entities ?? []).some(({ className }) =>
    ["MessageEntityUrl", "MessageEntityTextUrl"].includes(className)
  );

type Setup = Awaited<ReturnType<typeof setUp>>;

/** The methods that a read asks the data centre, without what opens the connection. */
async function methodsOf(
  { call, trace }: Setup,
  args: Record<string, unknown>,
): Promise<{ readonly ids: readonly number[]; readonly methods: readonly string[] }> {
  const before = trace.length;
  const pages = await readAll(call, args);
  const methods = trace.slice(before).map(({ method }) => method)
    .filter((method) => method !== "help.getConfig");
  return { ids: idsOf(pages), methods };
}

const SEARCH = "messages.search";

/** Arguments, what they find, and how many searches that takes: each page, and one that proves the end. */
const FOUND: readonly (readonly [Record<string, unknown>, readonly number[], number])[] = [
  [{ search: "мост" }, idsWhere(hasWord("мост")), 1],
  [{ search: "the" }, idsWhere(hasWord("the")), 2],
  [{ search: "the", direction: "asc" }, idsWhere(hasWord("the")).toReversed(), 2],
  [{ filter: { media_types: ["photo"] } }, idsWhere(isPhoto), 2],
  [{ filter: { has_links: true } }, idsWhere(hasUrl), 2],
  [
    { search: "the", filter: { media_types: ["photo"] } },
    idsWhere((each) => isPhoto(each) && hasWord("the")(each)),
    2,
  ],
];

for (const [args, expected, searches] of FOUND) {
  Deno.test(`comments by ${JSON.stringify(args)} are found with ${searches} searches`, async () => {
    await using setup = await setUp({ world: WORLD });
    const { ids, methods } = await methodsOf(setup, { ...THREAD, ...args });
    assert.deepEqual(ids, expected);
    assert.deepEqual(methods, [
      "contacts.resolveUsername",
      "messages.getDiscussionMessage",
      ...new Array(searches).fill(SEARCH),
    ]);
  });
}

Deno.test("a page of 100 comments costs one call, and names the group of its ids", async () => {
  await using setup = await setUp({ world: WORLD });
  await setup.call("tg_resolve_chat", { input: "@tgtk_news" });
  const before = setup.trace.length;
  const { json, text } = await setup.call("tg_fetch_history", THREAD);
  assert.deepEqual(setup.trace.slice(before).map(({ method }) => method), ["messages.getReplies"]);
  assert.equal(json.messages.length, 100);
  const { chat_id, from_id, to_id } = json.page_info.covered;
  assert.deepEqual([chat_id, from_id, to_id], [GROUP_ID, COMMENTS[99]!.id, COMMENTS[0]!.id]);
  const told = "100 comments under post 4700 of @tgtk_news (channel, -1001000000101), " +
    "messages of the discussion group -1001000000102, newest first.";
  assert.ok(text.startsWith(told), text.slice(0, 300));
});

Deno.test("the replies to a group's message are searched without looking at others", async () => {
  await using setup = await setUp({ world: WORLD });
  const args = { chat: "@tgtk_news_chat", thread_id: WORLD.newsThreads.copyId(NEWS.busy.id) };
  const { ids } = await methodsOf(setup, { ...args, search: "the", page_size: 100 });
  assert.deepEqual(ids, idsWhere(hasWord("the")));
});

Deno.test("a comment's link brings its neighbours in the thread", async () => {
  await using setup = await setUp({ world: WORLD });
  const [newer, named, older] = [COMMENTS[199]!.id, COMMENTS[200]!.id, COMMENTS[201]!.id];
  const link = `https://t.me/tgtk_news/${NEWS.busy.id}?comment=${named}`;
  const { json } = await setup.call("tg_get_messages", { links: [link], context: 1 });
  const ids: readonly number[] = json.messages.map(({ id }: { readonly id: number }) => id);
  assert.deepEqual(ids.filter((id) => id >= older), [older, named, newer]);
  assert.deepEqual(json.requested, [{ chat_id: GROUP_ID, id: named }]);
  // Whatever else is there is replied to: a comment of the thread, or the copy of the post.
  const thread = new Set([WORLD.newsThreads.copyId(NEWS.busy.id), ...idsWhere(() => true)]);
  assert.ok(ids.every((id) => thread.has(id)));
});

Deno.test("a link to a topic is read as that topic", async () => {
  await using setup = await setUp({ world: WORLD });
  const topics = await setup.call("tg_list_topics", { chat: "@tgtk_forum" });
  const { link, topic_id } = topics.json.topics[3];
  const ids = async (args: Record<string, unknown>) =>
    idsOf([await setup.call("tg_fetch_history", args)]);
  assert.deepEqual(await ids({ chat: link }), await ids({ chat: "tgtk_forum", topic_id }));
  const { json } = await setup.call("tg_resolve_chat", { input: link });
  assert.deepEqual([json.message_id, json.topic_id], [topic_id, topic_id]);
});

Deno.test("a search in a topic that is not there is refused, as reading it is", async () => {
  await using setup = await setUp({ world: WORLD });
  const asked = { chat: "@tgtk_forum", topic_id: 999_999 };
  const refused = {
    code: "VALIDATION_ERROR",
    field: "topic_id",
    expected: "the id of a topic of this forum",
  };
  for (const more of [{}, { search: "the" }, { filter: { media_types: ["photo"] } }]) {
    const { isError, json } = await setup.call("tg_fetch_history", { ...asked, ...more });
    assert.ok(isError);
    const { code, expected, field } = json.error;
    assert.deepEqual({ code, field, expected }, refused);
  }
});
