import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../../src/gramjs.ts";
import { KEY, openDesk } from "./desk.ts";

Deno.test("auth.importAuthorization signs in the key that was given the authorization, once", async () => {
  const desk = openDesk("secret");
  desk.signIn(KEY.first);
  const exported = await desk.answerOf<Api.auth.ExportedAuthorization>(
    new Api.auth.ExportAuthorization({ dcId: 2 }),
  );
  assert.equal(exported.id.toString(), "10");
  const { id, bytes } = exported;
  const wrongUser = new Api.auth.ImportAuthorization({ id: bigInt(11), bytes });
  assert.equal(await desk.ask(wrongUser, KEY.second), "400 USER_ID_INVALID");
  const wrongBytes = new Api.auth.ImportAuthorization({ id, bytes: Buffer.alloc(96) });
  assert.equal(await desk.ask(wrongBytes, KEY.second), "400 AUTH_BYTES_INVALID");

  const request = new Api.auth.ImportAuthorization({ id, bytes });
  const { user } = await desk.answerOf<Api.auth.Authorization>(request, KEY.second);
  assert.equal((user as Api.User).firstName, "Self");
  assert.equal(desk.login.keys.userOf(KEY.second.id), 10);
  assert.equal(desk.login.keys.userOf(KEY.first.id), 10);
  assert.equal(await desk.ask(request, KEY.second), "400 AUTH_BYTES_INVALID");
});

Deno.test("auth.exportAuthorization is for who is signed in, and to this data centre", async () => {
  const desk = openDesk();
  const to = (dcId: number) => desk.ask(new Api.auth.ExportAuthorization({ dcId }));
  assert.equal(await to(2), "401 AUTH_KEY_UNREGISTERED");
  desk.signIn(KEY.first);
  assert.equal(await to(4), "400 DC_ID_INVALID");
});

Deno.test("auth.importBotAuthorization knows no bots", async () => {
  const botAuthToken = "13:token";
  const request = new Api.auth.ImportBotAuthorization({
    flags: 0,
    apiId: 20_000_002,
    apiHash: "0123456789abcdef0123456789abcdef",
    botAuthToken,
  });
  assert.equal(await openDesk().ask(request), "400 ACCESS_TOKEN_INVALID");
});
