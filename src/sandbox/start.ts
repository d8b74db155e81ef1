/**
 * Puts a sandbox together: a world, the services over it, and the data centre that serves them.
 *
 * @module
 */

import { LAYER } from "../gramjs.ts";
import { makeDispatch } from "./dispatch.ts";
import { wholePages } from "./faults/short_pages.ts";
import { mintAuthKey, sandboxKey, stringSession } from "./identity.ts";
import { authKeyOf, createAuthKeyStore } from "./mtproto/auth_keys.ts";
import { startMtprotoServer } from "./mtproto/server.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";
import { SERVICES } from "./services/services.ts";

/** The data centre's number: where Telegram, too, sends clients first. */
const DC_ID = 2;

/** Made up; any application is served. */
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
 * @throws If the port is taken.
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
  const { world, hostname = "127.0.0.1", seed = 1, clock = Date.now } = options;
  const authKeys = createAuthKeyStore();
  // Which auth keys are signed in, and as whom.
  const signedIn = new Map<string, number>();
  const server = startMtprotoServer({
    hostname,
    port: options.port ?? 0,
    rsa: sandboxKey,
    authKeys,
    clock,
    latencyMs: options.latencyMs ?? 0,
    call: makeDispatch({
      services: SERVICES,
      world,
      clock,
      address: () => ({ hostname: server.hostname, port: server.port, dcId: DC_ID }),
      shortPages: options.shortPages ?? wholePages,
      userOf: (authKeyId) => signedIn.get(authKeyId),
      ...(options.trace ? { trace: options.trace } : {}),
    }),
  });
  // The key belongs to the port, and the port is known only now.
  const authKey = authKeyOf(mintAuthKey(seed, server.port));
  authKeys.put(authKey);
  signedIn.set(authKey.id, world.self.id.toJSNumber());
  const address = { dcId: DC_ID, hostname: server.hostname, port: server.port };
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
    push: (update) => server.push(update.getBytes()),
    close: () => server.close(),
  };
}
