import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { APPLICATION, type Desk, KEY, openDesk } from "./desk.ts";

const PHONE = "+9996620010";
const STRANGER = "+9996620099";

function sendCode(phoneNumber = PHONE, application: Partial<typeof APPLICATION> = {}) {
  const settings = new Api.CodeSettings({});
  return new Api.auth.SendCode({ phoneNumber, ...APPLICATION, ...application, settings });
}

function signIn(phoneCodeHash: string, phoneCode = "22222", phoneNumber = PHONE) {
  return new Api.auth.SignIn({ phoneNumber, phoneCodeHash, phoneCode });
}

async function hashOf(desk: Desk, phoneNumber = PHONE): Promise<string> {
  return (await desk.answerOf<Api.auth.SentCode>(sendCode(phoneNumber))).phoneCodeHash;
}

/** The parts of a sent code by their constructors. */
function drawn({ type, nextType, timeout }: Api.auth.SentCode) {
  return [type.className, nextType?.className, timeout ?? undefined];
}

Deno.test("auth.sendCode sends the account's code to its app", async () => {
  const desk = openDesk();
  const sent = await desk.answerOf<Api.auth.SentCode>(sendCode("999 662-00 10"));
  assert.deepEqual(drawn(sent), ["auth.SentCodeTypeApp", "auth.CodeTypeSms", 60]);
  assert.equal((sent.type as Api.auth.SentCodeTypeApp).length, 5);
  assert.match(sent.phoneCodeHash, /^[0-9a-f]{18}$/);
});

Deno.test("auth.sendCode sends a stranger's code by SMS", async () => {
  const sent = await openDesk().answerOf<Api.auth.SentCode>(sendCode(STRANGER));
  assert.deepEqual(drawn(sent), ["auth.SentCodeTypeSms", "auth.CodeTypeCall", 60]);
});

Deno.test("auth.sendCode refuses what is no phone number, and unknown applications", async () => {
  const { ask } = openDesk();
  for (const phone of ["", "abc", "+", "123", "0123456789", "1234567890123456"]) {
    assert.equal(await ask(sendCode(phone)), "406 PHONE_NUMBER_INVALID", phone);
  }
  const wrong = [{ apiId: 1 }, { apiHash: "" }] as unknown as Partial<typeof APPLICATION>[];
  for (const application of wrong) {
    assert.equal(await ask(sendCode(PHONE, application)), "400 API_ID_INVALID");
  }
});

Deno.test("auth.sendCode has a signed-in key begin again", async () => {
  const desk = openDesk();
  desk.signIn(KEY.first);
  assert.equal(await desk.ask(sendCode()), "500 AUTH_RESTART");
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);
  assert.equal((await desk.answerOf<Api.auth.SentCode>(sendCode())).className, "auth.SentCode");
});

Deno.test("auth.resendCode takes the next way until there is none", async () => {
  const desk = openDesk();
  const phoneCodeHash = await hashOf(desk);
  const again = new Api.auth.ResendCode({ phoneNumber: PHONE, phoneCodeHash });
  const bySms = await desk.answerOf<Api.auth.SentCode>(again);
  assert.deepEqual(drawn(bySms), ["auth.SentCodeTypeSms", "auth.CodeTypeCall", 60]);
  const byCall = await desk.answerOf<Api.auth.SentCode>(again);
  assert.deepEqual(drawn(byCall), ["auth.SentCodeTypeCall", undefined, undefined]);
  assert.equal(byCall.phoneCodeHash, phoneCodeHash);
  assert.equal(await desk.ask(again), "406 SEND_CODE_UNAVAILABLE");
});

Deno.test("auth.resendCode and auth.cancelCode want the request they are about", async () => {
  const { ask } = openDesk();
  for (const method of [Api.auth.ResendCode, Api.auth.CancelCode]) {
    const about = (phoneNumber: string, phoneCodeHash: string) =>
      ask(new method({ phoneNumber, phoneCodeHash }));
    assert.equal(await about("x", "1"), "406 PHONE_NUMBER_INVALID");
    assert.equal(await about(PHONE, ""), "400 PHONE_CODE_HASH_EMPTY");
    assert.equal(await about(PHONE, "1"), "400 PHONE_CODE_EXPIRED");
  }
});

Deno.test("auth.cancelCode ends a request", async () => {
  const desk = openDesk();
  const phoneCodeHash = await hashOf(desk);
  const cancel = new Api.auth.CancelCode({ phoneNumber: PHONE, phoneCodeHash });
  assert.equal(await desk.answerOf(cancel), true);
  assert.equal(await desk.ask(signIn(phoneCodeHash)), "400 PHONE_CODE_EXPIRED");
});

Deno.test("auth.signIn answers with the account in full", async () => {
  const desk = openDesk();
  const { user } = await desk.answerOf<Api.auth.Authorization>(signIn(await hashOf(desk)));
  const { self, id, min, phone, firstName } = user as Api.User;
  assert.deepEqual([self, Number(id), min, phone, firstName], [
    true,
    10,
    false,
    "9996620010",
    "Self",
  ]);
  assert.equal(desk.login.keys.userOf(KEY.first.id), 10);
  assert.equal(desk.login.keys.userOf(KEY.second.id), undefined);
});

Deno.test("auth.signIn refuses codes that are missing or wrong, and forgives them", async () => {
  const desk = openDesk();
  const hash = await hashOf(desk);
  const missing = new Api.auth.SignIn({ phoneNumber: PHONE, phoneCodeHash: hash });
  assert.equal(await desk.ask(missing), "400 PHONE_CODE_EMPTY");
  assert.equal(await desk.ask(signIn(hash, "")), "400 PHONE_CODE_EMPTY");
  assert.equal(await desk.ask(signIn(hash, "", "x")), "406 PHONE_NUMBER_INVALID");
  assert.equal(await desk.ask(signIn(hash, "22222", "x")), "406 PHONE_NUMBER_INVALID");
  assert.equal(await desk.ask(signIn("")), "400 PHONE_CODE_HASH_EMPTY");
  assert.equal(await desk.ask(signIn(hash, "11111")), "400 PHONE_CODE_INVALID");
  assert.equal(typeof await desk.ask(signIn(hash)), "object");
});

Deno.test("auth.signIn takes a code only from the key that asked for it, in time", async () => {
  const desk = openDesk();
  const hash = await hashOf(desk);
  assert.equal(await desk.ask(signIn(hash), KEY.second), "400 PHONE_CODE_EXPIRED");
  assert.equal(await desk.ask(signIn("0123")), "400 PHONE_CODE_EXPIRED");
  assert.equal(await desk.ask(signIn(hash, "22222", STRANGER)), "400 PHONE_CODE_EXPIRED");
  desk.wait(300);
  assert.equal(await desk.ask(signIn(hash)), "400 PHONE_CODE_EXPIRED");
});

Deno.test("auth.signIn takes a code once", async () => {
  const desk = openDesk();
  const hash = await hashOf(desk);
  await desk.answerOf(signIn(hash));
  assert.equal(await desk.ask(signIn(hash)), "400 PHONE_CODE_EXPIRED");
});

Deno.test("auth.signIn asks for the password of an account that has one", async () => {
  const desk = openDesk("secret");
  const hash = await hashOf(desk);
  assert.equal(await desk.ask(signIn(hash)), "401 SESSION_PASSWORD_NEEDED");
  assert.equal(await desk.ask(signIn(hash)), "401 SESSION_PASSWORD_NEEDED");
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);
});

Deno.test("auth.signIn has strangers sign up, and auth.signUp lets none in", async () => {
  const desk = openDesk();
  const phoneCodeHash = await hashOf(desk, STRANGER);
  const signUp = (firstName: string, phoneNumber = STRANGER) =>
    desk.ask(new Api.auth.SignUp({ phoneNumber, phoneCodeHash, firstName, lastName: "" }));
  assert.equal(await signUp("Zoe"), "400 PHONE_CODE_INVALID");
  const answer = await desk.answerOf<Api.auth.TypeAuthorization>(
    signIn(phoneCodeHash, "22222", STRANGER),
  );
  assert.equal(answer.className, "auth.AuthorizationSignUpRequired");
  assert.equal(await signUp(" "), "400 FIRSTNAME_INVALID");
  assert.equal(await signUp("Zoe"), "400 PHONE_NUMBER_APP_SIGNUP_FORBIDDEN");
  assert.equal(await signUp("Zoe", PHONE), "400 PHONE_CODE_EXPIRED");
});

Deno.test("auth.signUp knows whose number it is", async () => {
  const desk = openDesk();
  const phoneCodeHash = await hashOf(desk);
  const names = { firstName: "Zoe", lastName: "" };
  const signUp = new Api.auth.SignUp({ phoneNumber: PHONE, phoneCodeHash, ...names });
  assert.equal(await desk.ask(signUp), "400 PHONE_NUMBER_OCCUPIED");
});
