/**
 * Puts a sandbox together: a world, the services over it, and the data centre that serves them.
 *
 * @module
 */

import { LAYER } from "../gramjs.ts";
import { makeDispatch, worksWithoutLogin } from "./dispatch.ts";
import { createFaults, type FaultsEngine } from "./faults/faults.ts";
import { wholePages } from "./faults/short_pages.ts";
import { mintAuthKey, sandboxKey, stringSession } from "./identity.ts";
import { phoneDigits } from "./login/codes.ts";
import { type Account, createLogin, type Login } from "./login/login.ts";
import { authKeyOf, createAuthKeyStore } from "./mtproto/auth_keys.ts";
import { startMtprotoServer } from "./mtproto/server.ts";
import { createReceivers } from "./receivers.ts";
import type { Handling } from "./mtproto/trouble.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";
import { loginServices } from "./services/auth/auth.ts";
import { SERVICES } from "./services/services.ts";
import { unreadableLine } from "./trace.ts";
import { chatEditor, liveWorld } from "./services/updates/live.ts";
import type { World } from "./world/world.ts";

export { ListenError } from "./mtproto/listening.ts";

/** The data centre's number: where Telegram, too, sends clients first. */
const DC_ID = 2;

/** Made up; others are refused, as Telegram refuses what it did not register. */
const APPLICATION = { api_id: 20_000_002, api_hash: "0123456789abcdef0123456789abcdef" } as const;

/**
 * The account's login. Telegram's own test numbers are `99966`, the DC's number and four digits, and
 * their code is that number five times: https://core.telegram.org/api/auth#test-accounts.
 */
const LOGIN = { phone: "+9996621234", code: "22222", password: "sandbox-password" } as const;

/**
 * Starts a sandbox.
 *
 * @returns The sandbox, listening. Whoever starts it closes it.
 * @throws {ListenError} If the address cannot be listened on.
 *
 * @example
 * ```ts
 * import { startSandbox } from "./start.ts";
 * import type { World } from "./world/world.ts";
 * import { Api, bigInt } from "../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const nothing = () => undefined;
 * const world: World = {
 *   self: new Api.User({ id: bigInt(1), self: true, accessHash: bigInt(1), firstName: "Ada" }),
 *   chats: [],
 *   chat: nothing,
 *   user: nothing,
 *   channel: nothing,
 *   byUsername: nothing,
 * };
 * const sandbox = startSandbox({ world });
 * assert.equal(sandbox.ready.host, "127.0.0.1");
 * await sandbox.close();
 * ```
 */
export function startSandbox(options: SandboxOptions): Sandbox {
  const { hostname = "127.0.0.1", seed = 1, clock: givenClock = Date.now } = options;
  // Faults can make the data centre's clock a wrong one, and change the world.
  const clock = () => faults.clock();
  const now = () => Math.floor(clock() / 1000);
  const live = liveWorld(options.world, now);
  const faults = createFaults({
    script: options.faults ?? { faults: [] },
    seed,
    clock: givenClock,
    live,
    permanentKey: (id) => login.keys.permanent(id),
    needsLogin: (method) => !worksWithoutLogin(method),
    centre: {
      tell: (update) => void push(update),
      changeSalts: () => server.changeSalts(),
      restart: (milliseconds) => void server.restart(milliseconds),
      signOut: (id) => void login.keys.signOut(id),
      forgetKey: (id) => void authKeys.delete(id),
    },
  });
  const { world } = faults;
  const authKeys = createAuthKeyStore();
  const receivers = createReceivers();
  const login = createLogin({
    account: accountOf(world),
    application: { apiId: APPLICATION.api_id, apiHash: APPLICATION.api_hash },
    authKeys,
    notify: (keyId, update) =>
      receivers.only(
        (authKeyId) => login.keys.permanent(authKeyId) === keyId,
        () => server.push(update.getBytes()),
      ),
  });
  const server = startMtprotoServer({
    hostname,
    port: options.port ?? 0,
    rsa: sandboxKey,
    authKeys,
    clock,
    latencyMs: options.latencyMs ?? 0,
    greet: (connection) => greet(connection, faults, options),
    refused: (body, error, connection) =>
      options.trace?.(unreadableLine(body, error, { connection, time: timeOf(clock) })),
    call: makeDispatch({
      services: [...SERVICES, ...loginServices(login)],
      world,
      clock,
      address: () => ({ hostname: server.hostname, port: server.port, dcId: DC_ID }),
      shortPages: options.shortPages ?? wholePages,
      userOf: login.keys.userOf,
      admit: login.admit,
      heard: receivers.heard,
      faults,
      ...(options.trace ? { trace: options.trace } : {}),
    }),
  });
  // The key belongs to the port, and the port is known only now.
  const authKey = authKeyOf(mintAuthKey(seed, server.port));
  authKeys.put(authKey);
  login.keys.signIn(authKey.id, world.self.id.toJSNumber(), now());
  // It was signed in by somebody, who had to say who they are.
  login.introductions.presume(authKey.id);
  const address = { dcId: DC_ID, hostname: server.hostname, port: server.port };
  const push: Sandbox["push"] = (update) =>
    receivers.only(
      (authKeyId) => login.keys.userOf(authKeyId) !== undefined,
      () => server.push(update.getBytes()),
    );
  return {
    ready: {
      host: server.hostname,
      port: server.port,
      dc_id: DC_ID,
      ...APPLICATION,
      string_session: stringSession({ ...address, authKey: authKey.bytes }),
      rsa_public_key_pem: sandboxKey.publicKeyPem,
      layer: LAYER,
      login: LOGIN,
    },
    connections: () => server.connections(),
    chats: chatEditor(live, push),
    push,
    acceptLoginToken: (token) => acceptLoginToken(token, login, now()),
    dropConnections: () => server.dropConnections(),
    changeSalts: () => server.changeSalts(),
    restart: (milliseconds) => server.restart(milliseconds),
    close: () => server.close(),
  };
}

/** A connection that nothing happens to is not traced: only requests are, and faults. */
function greet(
  connection: number,
  faults: FaultsEngine,
  { trace, clock = Date.now }: SandboxOptions,
): Handling {
  const { told, ...handling } = faults.connect(connection);
  const answer = told();
  const time = timeOf(clock);
  if (answer.fault) {
    trace?.({ time, connection, method: "connect", wrappers: [], params: {}, answer });
  }
  return handling;
}

function timeOf(clock: () => number): string {
  return new Date(clock()).toISOString();
}

/** The world's account, by the number of the ready line or by its own. */
function accountOf({ self }: World): Account {
  const phones = [LOGIN.phone, self.phone ?? ""].flatMap((phone) => phoneDigits(phone) ?? []);
  return {
    userId: self.id.toJSNumber(),
    phones: new Set(phones),
    code: LOGIN.code,
    password: LOGIN.password,
  };
}

async function acceptLoginToken(
  token: Uint8Array,
  login: Login,
  now: number,
): Promise<void> {
  const accepted = await login.acceptToken(token, login.account.userId, now);
  if (typeof accepted === "string") throw new Error(`Cannot accept login token: ${accepted}`);
}
