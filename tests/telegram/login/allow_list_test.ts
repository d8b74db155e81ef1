import assert from "node:assert/strict";
import { bytesOf, requestClasses } from "../gramjs/request_classes.ts";
import { allowedName } from "../../../src/telegram/gramjs/allow_list.ts";
import { loginName } from "../../../src/telegram/login/allow_list.ts";

const WITHOUT_UPDATES = 0xbf9459b7;

Deno.test("loginName() passes exactly these of all request classes, wrapped", () => {
  const passed = requestClasses()
    .filter((each) => loginName(bytesOf(WITHOUT_UPDATES, each.CONSTRUCTOR_ID)) !== undefined)
    .map((each) => each.className);
  assert.deepEqual(passed.sort(), [
    "account.GetPassword",
    "auth.CheckPassword",
    "auth.ImportLoginToken",
    "auth.ResendCode",
    "auth.SendCode",
    "auth.SignIn",
    "help.GetConfig",
  ]);
});

Deno.test("loginName() passes exactly these of all request classes, bare", () => {
  const passed = requestClasses()
    .filter((each) => loginName(bytesOf(each.CONSTRUCTOR_ID, 0, 0, 0, 0)) !== undefined)
    .map((each) => each.className);
  assert.deepEqual(passed.sort(), ["Ping", "PingDelayDisconnect", "auth.ExportLoginToken"]);
});

Deno.test("loginName() refuses what is too short", () => {
  assert.equal(loginName(new Uint8Array(0)), undefined);
  assert.equal(loginName(new Uint8Array(3)), undefined);
});

Deno.test("the server's own allow-list has nothing that signs in", () => {
  const names = requestClasses()
    .filter((each) => /^(auth|account)\./.test(each.className))
    .flatMap(({ CONSTRUCTOR_ID: id }) => [
      allowedName(bytesOf(id, 0, 0)),
      allowedName(bytesOf(WITHOUT_UPDATES, id)),
    ]);
  assert.ok(names.length > 100);
  assert.deepEqual(names.filter((name) => name !== undefined), []);
});
