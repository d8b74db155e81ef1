import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { KEY, NOW, openDesk } from "./desk.ts";

Deno.test("auth.logOut ends a key's login, and only that key's", async () => {
  const desk = openDesk();
  desk.signIn(KEY.first);
  desk.signIn(KEY.second);
  const answer = await desk.answerOf<Api.auth.LoggedOut>(new Api.auth.LogOut());
  assert.deepEqual([answer.className, answer.futureAuthToken], ["auth.LoggedOut", null]);
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);
  assert.equal(desk.login.keys.userOf(KEY.second.id), 10);
  assert.equal(await desk.ask(new Api.auth.LogOut()), "401 AUTH_KEY_UNREGISTERED");
});

Deno.test("auth.logOut gives up a login that waits for its password", async () => {
  const desk = openDesk("secret");
  desk.login.keys.waitForPassword(KEY.first.id, 10);
  assert.equal(typeof await desk.ask(new Api.auth.LogOut()), "object");
  assert.equal(await desk.ask(new Api.account.GetPassword()), "401 AUTH_KEY_UNREGISTERED");
});

Deno.test("account.getAuthorizations lists the sessions, and which is this", async () => {
  const desk = openDesk();
  desk.signIn(KEY.first);
  desk.wait(5);
  desk.signIn(KEY.second);
  const { authorizations, authorizationTtlDays } = await desk.answerOf<Api.account.Authorizations>(
    new Api.account.GetAuthorizations(),
    KEY.second,
  );
  assert.equal(authorizationTtlDays, 183);
  assert.deepEqual(
    authorizations.map(({ current, hash, dateCreated, apiId, deviceModel }) =>
      [current, hash.isZero(), dateCreated, apiId, deviceModel] as const
    ),
    [
      [false, false, NOW, 20_000_002, "Unknown"],
      [true, true, NOW + 5, 20_000_002, "Unknown"],
    ],
  );
});
