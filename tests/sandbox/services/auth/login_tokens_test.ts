import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../../src/gramjs.ts";
import { APPLICATION, type Desk, KEY, NOW, openDesk } from "./desk.ts";

function exportToken(exceptIds: readonly number[] = []) {
  return new Api.auth.ExportLoginToken({
    ...APPLICATION,
    exceptIds: exceptIds.map((id) => bigInt(id)),
  });
}

function accept({ ask }: Desk, token: Buffer) {
  return ask<Api.Authorization>(new Api.auth.AcceptLoginToken({ token }), KEY.second);
}

/** A desk where the second key is signed in, and the token that the first one shows. */
async function scannedDesk(password?: string, exceptIds: readonly number[] = []) {
  const desk = openDesk(password);
  desk.signIn(KEY.second);
  const shown = await desk.answerOf<Api.auth.LoginToken>(exportToken(exceptIds));
  return { desk, shown };
}

Deno.test("auth.exportLoginToken shows a token for half a minute", async () => {
  const { shown } = await scannedDesk();
  assert.equal(shown.className, "auth.LoginToken");
  assert.equal(shown.token.length, 32);
  assert.equal(shown.expires, NOW + 30);
});

Deno.test("auth.exportLoginToken refuses unknown applications", async () => {
  const request = new Api.auth.ExportLoginToken({ ...APPLICATION, apiHash: "f", exceptIds: [] });
  assert.equal(await openDesk().ask(request), "400 API_ID_INVALID");
});

Deno.test("auth.acceptLoginToken tells who waits, and lets it in", async () => {
  const { desk, shown } = await scannedDesk();
  const accepted = await accept(desk, shown.token) as Api.Authorization;
  assert.deepEqual([accepted.current, accepted.passwordPending, accepted.dateCreated], [
    false,
    false,
    NOW,
  ]);
  assert.deepEqual(desk.pushed, [`${KEY.first.id} UpdateShort`]);
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);

  const success = await desk.answerOf<Api.auth.LoginTokenSuccess>(exportToken());
  assert.equal(success.className, "auth.LoginTokenSuccess");
  const { user } = success.authorization as Api.auth.Authorization;
  assert.equal((user as Api.User).self, true);
  assert.equal(desk.login.keys.userOf(KEY.first.id), 10);
  const again = await desk.answerOf<Api.auth.LoginTokenSuccess>(exportToken());
  assert.equal(again.className, "auth.LoginTokenSuccess");
});

Deno.test("auth.acceptLoginToken does not replace the password", async () => {
  const { desk, shown } = await scannedDesk("secret");
  const accepted = await accept(desk, shown.token) as Api.Authorization;
  assert.equal(accepted.passwordPending, true);
  assert.equal(await desk.ask(exportToken()), "401 SESSION_PASSWORD_NEEDED");
  assert.equal(await desk.ask(exportToken()), "401 SESSION_PASSWORD_NEEDED");
  const asked = await desk.answerOf<Api.account.Password>(new Api.account.GetPassword());
  assert.equal(asked.hasPassword, true);
});

Deno.test("auth.acceptLoginToken refuses tokens that are unknown, old, used or not for this user", async () => {
  const { desk, shown } = await scannedDesk();
  assert.equal(await accept(desk, Buffer.alloc(32)), "400 AUTH_TOKEN_INVALID");
  await accept(desk, shown.token);
  assert.equal(await accept(desk, shown.token), "400 AUTH_TOKEN_ALREADY_ACCEPTED");

  const other = await scannedDesk(undefined, [10]);
  assert.equal(await accept(other.desk, other.shown.token), "400 AUTH_TOKEN_EXCEPTION");
  other.desk.wait(30);
  assert.equal(await accept(other.desk, other.shown.token), "400 AUTH_TOKEN_EXPIRED");
  other.desk.wait(301);
  await other.desk.answerOf(exportToken());
  assert.equal(await accept(other.desk, other.shown.token), "400 AUTH_TOKEN_INVALID");
});

Deno.test("auth.acceptLoginToken is for who is signed in", async () => {
  const request = new Api.auth.AcceptLoginToken({ token: Buffer.alloc(32) });
  assert.equal(await openDesk().ask(request), "401 AUTH_KEY_UNREGISTERED");
});

Deno.test("auth.importLoginToken completes a login on another key", async () => {
  const { desk, shown: { token } } = await scannedDesk();
  const importToken = new Api.auth.ImportLoginToken({ token });
  const waiting = await desk.answerOf<Api.auth.LoginToken>(importToken, KEY.third);
  assert.equal(waiting.className, "auth.LoginToken");
  await accept(desk, token);
  const success = await desk.answerOf<Api.auth.LoginTokenSuccess>(importToken, KEY.third);
  assert.equal(success.className, "auth.LoginTokenSuccess");
  assert.equal(desk.login.keys.userOf(KEY.third.id), 10);
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);
  assert.equal(await desk.ask(importToken), "400 AUTH_TOKEN_INVALID");
});

Deno.test("auth.importLoginToken refuses a token whose time is over", async () => {
  const { desk, shown: { token } } = await scannedDesk();
  desk.wait(30);
  const importToken = new Api.auth.ImportLoginToken({ token });
  assert.equal(await desk.ask(importToken), "400 AUTH_TOKEN_EXPIRED");
});
