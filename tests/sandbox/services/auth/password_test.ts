import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt, computeCheck } from "../../../../src/gramjs.ts";
import { APPLICATION, type Desk, KEY, openDesk } from "./desk.ts";

type Algorithm = Api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;

const PASSWORD = "correct horse, пароль";

/** A desk where the first key has shown its code, and the password is missing. */
async function halfwayDesk(): Promise<Desk> {
  const desk = openDesk(PASSWORD);
  const phoneNumber = "9996620010";
  const settings = new Api.CodeSettings({});
  const sent = await desk.answerOf<Api.auth.SentCode>(
    new Api.auth.SendCode({ phoneNumber, ...APPLICATION, settings }),
  );
  const { phoneCodeHash } = sent;
  const signIn = new Api.auth.SignIn({ phoneNumber, phoneCodeHash, phoneCode: "22222" });
  assert.equal(await desk.ask(signIn), "401 SESSION_PASSWORD_NEEDED");
  return desk;
}

function getPassword({ answerOf }: Desk): Promise<Api.account.Password> {
  return answerOf<Api.account.Password>(new Api.account.GetPassword());
}

function check({ ask }: Desk, password: Api.TypeInputCheckPasswordSRP) {
  return ask<Api.auth.Authorization>(new Api.auth.CheckPassword({ password }));
}

/** GramJS's own half of the protocol. */
function proof(asked: Api.account.Password, password = PASSWORD) {
  return computeCheck(asked, password) as Promise<Api.InputCheckPasswordSRP>;
}

Deno.test("account.getPassword says how the password is asked for", async () => {
  const { hasPassword, hint, currentAlgo, srp_B, newAlgo, secureRandom } = await getPassword(
    await halfwayDesk(),
  );
  assert.deepEqual([hasPassword, hint], [true, "the sandbox prints it"]);
  const { g, p, salt1, salt2 } = currentAlgo as Algorithm;
  assert.equal(
    currentAlgo?.className,
    "PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow",
  );
  assert.equal(g, 3);
  assert.equal(p.toString("hex").slice(0, 32), "c71caeb9c6b1c9048e6c522f70f13f73");
  assert.deepEqual([salt1, salt2, p, srp_B, secureRandom].map((bytes) => bytes?.length), [
    40,
    16,
    256,
    256,
    256,
  ]);
  assert.equal(newAlgo.className, currentAlgo?.className);
});

Deno.test("account.getPassword says that there is none", async () => {
  const desk = openDesk();
  desk.signIn(KEY.first);
  const { hasPassword, currentAlgo, srpId, hint } = await getPassword(desk);
  assert.deepEqual([hasPassword, currentAlgo, srpId, hint], [false, null, null, null]);
  const password = new Api.InputCheckPasswordEmpty();
  assert.equal(await check(desk, password), "400 PASSWORD_EMPTY");
});

Deno.test("account.getPassword and auth.checkPassword are for who has shown a code", async () => {
  const desk = openDesk(PASSWORD);
  assert.equal(await desk.ask(new Api.account.GetPassword()), "401 AUTH_KEY_UNREGISTERED");
  const password = new Api.InputCheckPasswordEmpty();
  assert.equal(await check(desk, password), "401 AUTH_KEY_UNREGISTERED");
  const recovery = new Api.auth.RequestPasswordRecovery();
  assert.equal(await desk.ask(recovery), "401 AUTH_KEY_UNREGISTERED");
});

Deno.test("auth.checkPassword takes GramJS's proof of the password", async () => {
  const desk = await halfwayDesk();
  const asked = await getPassword(desk);
  const { user } = await check(desk, await proof(asked)) as Api.auth.Authorization;
  assert.equal((user as Api.User).id.toString(), "10");
  assert.equal(desk.login.keys.userOf(KEY.first.id), 10);
});

Deno.test("auth.checkPassword refuses another password, and each question is asked once", async () => {
  const desk = await halfwayDesk();
  const asked = await getPassword(desk);
  assert.equal(await check(desk, await proof(asked, "wrong")), "400 PASSWORD_HASH_INVALID");
  assert.equal(await check(desk, await proof(asked)), "400 SRP_ID_INVALID");
  const again = await getPassword(desk);
  assert.notEqual(again.srp_B?.toString("hex"), asked.srp_B?.toString("hex"));
  assert.equal(typeof await check(desk, await proof(again)), "object");
});

Deno.test("auth.checkPassword takes the answer to the last question only, of this key", async () => {
  const desk = await halfwayDesk();
  const [before] = [await getPassword(desk), await getPassword(desk)];
  assert.equal(await check(desk, await proof(before)), "400 SRP_ID_INVALID");
  desk.signIn(KEY.second);
  const { srpId } = await desk.answerOf<Api.account.Password>(
    new Api.account.GetPassword(),
    KEY.second,
  );
  assert.equal(
    await check(desk, await proof({ ...await getPassword(desk), srpId } as Api.account.Password)),
    "400 SRP_ID_INVALID",
  );
});

Deno.test("auth.checkPassword refuses values that would give the key away", async () => {
  const desk = await halfwayDesk();
  const M1 = Buffer.alloc(32);
  for (const A of [Buffer.alloc(256), Buffer.alloc(256, 255), Buffer.alloc(300, 1)]) {
    const { srpId } = await getPassword(desk);
    const password = new Api.InputCheckPasswordSRP({ srpId: srpId!, A, M1 });
    assert.equal(await check(desk, password), "400 SRP_A_INVALID");
  }
  const password = new Api.InputCheckPasswordSRP({ srpId: bigInt(1), A: Buffer.alloc(256), M1 });
  assert.equal(await check(desk, password), "400 SRP_ID_INVALID");
  const empty = new Api.InputCheckPasswordEmpty();
  assert.equal(await check(desk, empty), "400 PASSWORD_HASH_INVALID");
});

Deno.test("auth.requestPasswordRecovery has no address to write to", async () => {
  const desk = await halfwayDesk();
  const recovery = new Api.auth.RequestPasswordRecovery();
  assert.equal(await desk.ask(recovery), "400 PASSWORD_RECOVERY_NA");
});
