/**
 * A server with one known auth key, whose calls a test answers.
 */

import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { mintAuthKey, sandboxKey } from "../../../src/sandbox/identity.ts";
import {
  type AuthKey,
  authKeyOf,
  createAuthKeyStore,
} from "../../../src/sandbox/mtproto/auth_keys.ts";
import { currentSalt } from "../../../src/sandbox/mtproto/salts.ts";
import {
  type MtprotoServer,
  type MtprotoServerOptions,
  startMtprotoServer,
} from "../../../src/sandbox/mtproto/server.ts";
import { connectRaw, type RawClient } from "./raw_client.ts";

export interface StubServer extends MtprotoServer {
  readonly key: AuthKey;
  /** Names of the requests that came, in order. */
  readonly heard: string[];
  /** Connects a client whose salt is good. */
  connect(sessionId?: bigint): Promise<RawClient>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** `nearestDc`, whose country tells answers apart. */
export function nearestDc(country: string): Uint8Array {
  return new Uint8Array(new Api.NearestDc({ country, thisDc: 2, nearestDc: 2 }).getBytes());
}

/** `help.getConfig`'s answer, with as little as may be. */
export function config(port: number): Uint8Array {
  const numbers = {
    date: 1,
    expires: 2,
    thisDc: 2,
    chatSizeMax: 200,
    megagroupSizeMax: 200000,
    forwardedCountMax: 100,
    onlineUpdatePeriodMs: 1,
    offlineBlurTimeoutMs: 1,
    offlineIdleTimeoutMs: 1,
    onlineCloudTimeoutMs: 1,
    notifyCloudDelayMs: 1,
    notifyDefaultDelayMs: 1,
    pushChatPeriodMs: 1,
    pushChatLimit: 1,
    editTimeLimit: 1,
    revokeTimeLimit: 1,
    revokePmTimeLimit: 1,
    ratingEDecay: 1,
    stickersRecentLimit: 1,
    channelsReadMediaPeriod: 1,
    callReceiveTimeoutMs: 1,
    callRingTimeoutMs: 1,
    callConnectTimeoutMs: 1,
    callPacketTimeoutMs: 1,
    captionLengthMax: 1024,
    messageLengthMax: 4096,
    webfileDcId: 2,
  };
  const dcOptions = [new Api.DcOption({ id: 2, ipAddress: "127.0.0.1", port })];
  const texts = { dcTxtDomainName: "", meUrlPrefix: "https://t.me/" };
  const answer = new Api.Config({ ...numbers, ...texts, testMode: false, dcOptions });
  return new Uint8Array(answer.getBytes());
}

export function startStub(overrides: Partial<MtprotoServerOptions> = {}): StubServer {
  const key = authKeyOf(mintAuthKey(1, 1));
  const heard: string[] = [];
  const clock = overrides.clock ?? Date.now;
  const server = startMtprotoServer({
    hostname: "127.0.0.1",
    port: 0,
    rsa: sandboxKey,
    authKeys: createAuthKeyStore([key.bytes]),
    clock,
    latencyMs: 0,
    call: () => Promise.resolve({ result: nearestDc("NL") }),
    ...overrides,
    ...(overrides.call && {
      call: (request, meta) => {
        heard.push(request.className);
        return overrides.call!(request, meta);
      },
    }),
  });
  return {
    ...server,
    key,
    heard,
    connect: (sessionId = 1n) =>
      connectRaw({ port: server.port, key, sessionId, salt: currentSalt(key, clock()) }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** The sandbox's key as GramJS keeps keys: under its signed name. */
export const GRAMJS_SERVER_KEY = {
  name: String(BigInt.asIntN(64, sandboxKey.fingerprint)),
  value: { n: bigInt(sandboxKey.n), e: Number(sandboxKey.e) },
};

export function nodeBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}
