import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { refOf } from "../../../src/sandbox/services/refs.ts";
import { answerOf, ask, type Setting } from "../ask.ts";
import { inputChannel } from "../tiny_world.ts";
import { readingWorld } from "./reading_world.ts";

type Fields = Partial<ConstructorParameters<typeof Api.messages.SearchGlobal>[0]>;
type Slice = Omit<Api.messages.MessagesSlice, "className"> & { readonly className: string };

function searchGlobal(fields: Fields = {}): Api.messages.SearchGlobal {
  return new Api.messages.SearchGlobal({
    q: "river",
    filter: new Api.InputMessagesFilterEmpty(),
    minDate: 0,
    maxDate: 0,
    offsetRate: 0,
    offsetPeer: new Api.InputPeerEmpty(),
    offsetId: 0,
    limit: 100,
    ...fields,
  });
}

const reading = (): Setting => ({ world: readingWorld() });

async function found(fields: Fields): Promise<string[]> {
  const { messages } = await answerOf<Slice>(searchGlobal(fields), reading());
  return messages.map((message) => {
    const { peerId, id } = message as Api.Message;
    return `${refOf(peerId).id} ${id}`;
  });
}

Deno.test("messages.searchGlobal finds in every chat that can be read, the latest first", async () => {
  assert.deepEqual(await found({ q: "rivers" }), ["11 22", "601 21", "2001 10"]);
  // Of the forum's messages, not of the closed group's and the private channel's.
  assert.deepEqual(await found({ q: "text" }), [
    "2003 9",
    "2003 8",
    "2003 7",
    "2003 6",
    "2003 5",
    "2003 3",
  ]);
});

Deno.test("messages.searchGlobal goes on from rate, peer and id", async () => {
  const first = await answerOf<Slice>(searchGlobal({ q: "river", limit: 1 }), reading());
  assert.deepEqual([first.className, first.count, first.nextRate], [
    "messages.MessagesSlice",
    3,
    1_700_000_022,
  ]);
  const next = { q: "river", limit: 1, offsetRate: 1_700_000_022, offsetId: 22 };
  assert.deepEqual(await found(next), ["601 21"]);
  assert.deepEqual(await found({ ...next, offsetRate: 1_700_000_021, offsetId: 21 }), ["2001 10"]);
  const inForum = { q: "text", offsetPeer: inputChannel(2003), offsetId: 6, limit: 1 };
  assert.deepEqual(await found({ ...inForum, offsetRate: 1_700_000_006 }), ["2003 5"]);
  assert.deepEqual(await found(inForum), ["2003 5"]);
});

Deno.test("messages.searchGlobal keeps to a kind of chats, to filters and dates", async () => {
  assert.deepEqual(await found({ q: "river", broadcastsOnly: true }), ["2001 10"]);
  assert.deepEqual(await found({ q: "river", groupsOnly: true }), ["601 21"]);
  assert.deepEqual(await found({ q: "river", usersOnly: true }), ["11 22"]);
  assert.deepEqual(await found({ q: "river", folderId: 1 }), []);
  assert.deepEqual(await found({ q: "river", maxDate: 1_700_000_022 }), ["601 21", "2001 10"]);
  const pinned = { q: "", filter: new Api.InputMessagesFilterPinned() };
  assert.deepEqual(await found(pinned), ["2004 14"]);
  assert.equal(await ask(searchGlobal({ q: "" }), reading()), "400 SEARCH_QUERY_EMPTY");
});

Deno.test("contacts.search finds chats and people by title and username", async () => {
  const find = async (q: string, limit = 10) => {
    const request = new Api.contacts.Search({ q, limit });
    const answer = await answerOf<Api.contacts.Found>(request, reading());
    const ids = (peers: Api.TypePeer[]) => peers.map((peer) => refOf(peer).id);
    return [ids(answer.myResults), ids(answer.results)];
  };
  assert.deepEqual(await find("deep"), [[2001, 2003, 2004, 601, 11], []]);
  assert.deepEqual(await find("@deep_news"), [[2001], []]);
  assert.deepEqual(await find("med"), [[2004], []]);
  assert.deepEqual(await find("deep", 1), [[2001], []]);
  assert.deepEqual(await find("secret"), [[], []]);
  const tiny = await answerOf<Api.contacts.Found>(
    new Api.contacts.Search({ q: "tiny chat", limit: 9 }),
  );
  assert.deepEqual(tiny.results.map((peer) => refOf(peer).id), [1002]);
  assert.deepEqual(tiny.chats.map(({ id }) => id.toJSNumber()), [1002]);
  const refused = (q: string) => ask(new Api.contacts.Search({ q, limit: 1 }));
  assert.equal(await refused(""), "400 SEARCH_QUERY_EMPTY");
  assert.equal(await refused("ti"), "400 QUERY_TOO_SHORT");
});
