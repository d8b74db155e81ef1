/** A sandbox with the tiny world and a script of faults, and clients for it. */

import { Api, bigInt } from "../../../src/gramjs.ts";
import type { FaultScript } from "../../../src/sandbox/faults/script.ts";
import { mintAuthKey } from "../../../src/sandbox/identity.ts";
import { type AuthKey, authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { sealMessage } from "../../../src/sandbox/mtproto/encryption.ts";
import { currentSalt } from "../../../src/sandbox/mtproto/salts.ts";
import { concatBytes, tlInt, tlReader } from "../../../src/sandbox/mtproto/tl.ts";
import type { Sandbox, SandboxOptions, TraceLine } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { connectGramjs, type GramjsClient } from "../gramjs_client.ts";
import { connectRaw, type RawClient, type Received } from "../mtproto/raw_client.ts";
import { inputChannel, tinyWorld } from "../tiny_world.ts";

export type Faults = FaultScript["faults"];

/** What a test works with. */
export interface Setting {
  readonly sandbox: Sandbox;
  /** What was traced so far. */
  readonly lines: readonly TraceLine[];
  /** GramJS's sender, signed in; closed at the end. */
  connect(): Promise<GramjsClient>;
  /** A client that says what it is told to; closed at the end. */
  connectRaw(sessionId?: bigint): Promise<RawClient>;
}

export async function withFaults(
  faults: Faults | FaultScript,
  test: (setting: Setting) => Promise<void>,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const lines: TraceLine[] = [];
  const script = "faults" in faults ? faults : { faults };
  const sandbox = startSandbox({
    world: tinyWorld(),
    trace: (line) => lines.push(line),
    faults: script,
    ...options,
  });
  const closers: (() => unknown)[] = [];
  const key = keyOf(sandbox);
  const clock = options.clock ?? Date.now;
  try {
    await test({
      sandbox,
      lines,
      async connect() {
        const client = await connectGramjs(sandbox.ready);
        closers.push(client.close);
        return client;
      },
      async connectRaw(sessionId = 1n) {
        const salt = currentSalt(key, clock());
        const client = await connectRaw({ port: sandbox.ready.port, key, sessionId, salt });
        let isOpen = true;
        const close = (): void => {
          if (isOpen) client.close();
          isOpen = false;
        };
        closers.push(close);
        return { ...client, close };
      },
    });
  } finally {
    for (const close of closers) await close();
    await sandbox.close();
  }
}

/** The key that the sandbox has minted for itself. */
export function keyOf({ ready }: Sandbox): AuthKey {
  return authKeyOf(mintAuthKey(1, ready.port));
}

/** A clock that a test sets. */
export function handClock(start = 1_700_000_000_000) {
  let now = start;
  return { clock: () => now, advance: (seconds: number) => void (now += 1000 * seconds) };
}

/** What was answered, call by call, as far as the trace tells of faults. */
export function faultsOf(lines: readonly TraceLine[]): readonly unknown[] {
  return lines.map(({ answer }) => answer["fault"] ?? null);
}

/** `messages.getHistory` of the tiny supergroup. */
export function getHistory(
  offsetId = 0,
  limit = 4,
  peer: Api.TypeInputPeer = inputChannel(1002),
): Api.messages.GetHistory {
  const rest = { addOffset: 0, offsetDate: 0, maxId: 0, minId: 0, hash: bigInt.zero };
  return new Api.messages.GetHistory({ peer, offsetId, limit, ...rest });
}

export const nearest = () => new Api.help.GetNearestDc();

/** The ids of a page. */
export async function pageIds(
  { send }: Pick<GramjsClient, "send">,
  request: Api.AnyRequest,
): Promise<readonly number[]> {
  const page = await send<Api.messages.ChannelMessages>(request);
  return page.messages.map(({ id }) => id);
}

/** The identifier of a raw client's n-th message, by a clock. */
export function msgId(n: number, now = Date.now()): bigint {
  return (BigInt(Math.floor(now / 1000)) << 32n) + 4n * BigInt(n);
}

/** `help.getNearestDc`, said raw. */
export function askNearest(
  client: RawClient,
  n: number,
  now?: number,
): Promise<void> {
  return client.send({ msgId: msgId(n, now), seqNo: 2 * n - 1, body: tlInt(0x1fb33026) });
}

export const RPC_RESULT = 0xf35c6d01;
const NEAREST_DC = 0x8e1a1775;

/** Awaits the answer of {@linkcode askNearest}; the identifier it answers. */
export async function nearestAnswer(client: RawClient): Promise<bigint> {
  const { body }: Received = await client.await(RPC_RESULT);
  const reader = tlReader(body.subarray(4));
  const requestId = reader.long();
  if (reader.uint() !== NEAREST_DC) throw new Error("Cannot use the answer: it is no nearestDc");
  return requestId;
}

/** All the bytes that come in answer to one query, until the connection is closed. */
export async function bytesOfAnswer(
  port: number,
  key: AuthKey,
  clock: () => number,
): Promise<Uint8Array> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const query = { msgId: msgId(1, clock()), seqNo: 1, body: tlInt(0x1fb33026) };
  const salt = currentSalt(key, clock());
  const packet = sealMessage(key, { ...query, salt, sessionId: 9n }, "client");
  await socket.write(concatBytes([0xef, packet.length / 4], packet));
  const parts: Uint8Array[] = [];
  for await (const part of socket.readable) parts.push(part);
  return concatBytes(...parts);
}
