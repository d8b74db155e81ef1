import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { answerOf, ask } from "../ask.ts";
import { loadText } from "../world/load/support.ts";

const MESSAGES = JSON.stringify([{ _: "Message", id: 1, date: 5, message: "a" }]);

Deno.test("contacts.resolveUsername and search find names that only loaded chats have", async () => {
  const { world } = await loadText(MESSAGES, "2022.json");
  const request = new Api.contacts.ResolveUsername({ username: "2022" });
  const { chats } = await answerOf<Api.contacts.ResolvedPeer>(request, { world });
  assert.deepEqual((chats as Api.Channel[]).map(({ username }) => username), ["2022"]);
  const search = new Api.contacts.Search({ q: "w_2022", limit: 5 });
  const { results, chats: found } = await answerOf<Api.contacts.Found>(search, { world });
  assert.equal(results.length, 1);
  assert.deepEqual((found as Api.Channel[]).map(({ username }) => username), ["2022"]);
});

Deno.test("contacts.resolveUsername tests the syntax of names that are not there", async () => {
  const { world } = await loadText(MESSAGES, "2022.json");
  const resolve = (username: string) =>
    ask(new Api.contacts.ResolveUsername({ username }), { world });
  assert.equal(await resolve("2023"), "400 USERNAME_INVALID");
  assert.equal(await resolve(""), "400 USERNAME_INVALID");
  assert.equal(await resolve("nobody_here"), "400 USERNAME_NOT_OCCUPIED");
});
