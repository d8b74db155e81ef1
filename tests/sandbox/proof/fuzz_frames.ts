/** Frames to be spoilt: what clients send, at each layer. */

import { crc32, gzipSync } from "node:zlib";
import { Api, bigInt } from "../../../src/gramjs.ts";
import type { AuthKey } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { plainMessage } from "../../../src/sandbox/mtproto/plain_message.ts";
import { currentSalt } from "../../../src/sandbox/mtproto/salts.ts";
import { container } from "../../../src/sandbox/mtproto/service_messages.ts";
import { concatBytes, tlBytes, tlInt, tlLong, tlLongs } from "../../../src/sandbox/mtproto/tl.ts";
import { introduced } from "../gramjs_client.ts";
import { inputChannel } from "../tiny_world.ts";
import { type Dice, mutate } from "./mutations.ts";
import { sealRaw } from "./seal_raw.ts";

const hash = bigInt.zero;
const history = new Api.messages.GetHistory({
  peer: inputChannel(1002),
  offsetId: 13,
  offsetDate: 0,
  addOffset: -2,
  limit: 5,
  maxId: 0,
  minId: 0,
  hash,
});
const QUERIES = [
  history,
  introduced(history),
  new Api.channels.GetMessages({
    channel: new Api.InputChannel({ channelId: bigInt(1002), accessHash: bigInt(1) }),
    id: [new Api.InputMessageID({ id: 5 }), new Api.InputMessageReplyTo({ id: 8 })],
  }),
  new Api.contacts.ResolveUsername({ username: "tiny_chat" }),
  new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }),
  new Api.messages.GetDialogs({
    offsetDate: 0,
    offsetId: 0,
    offsetPeer: new Api.InputPeerEmpty(),
    limit: 20,
    hash,
  }),
].map((query) => new Uint8Array(query.getBytes()));

/** Message bodies: queries, service messages, packed ones. */
const BODIES: readonly Uint8Array[] = [
  ...QUERIES,
  ...QUERIES.map((query) => concatBytes(tlInt(0x3072cfa1), tlBytes(gzipSync(query)))),
  concatBytes(tlInt(0x7abe77ec), tlLong(7n)),
  concatBytes(tlInt(0xb921bd04), tlInt(3)),
  concatBytes(tlInt(0x62d6b459), tlLongs([1n, 2n])),
  concatBytes(tlInt(0xda69fb52), tlLongs([4n, 8n])),
  concatBytes(tlInt(0x7d861a08), tlLongs([1n])),
  concatBytes(tlInt(0x58e4a740), tlLong(4n)),
  concatBytes(tlInt(0xe7512126), tlLong(4n)),
];

function pick<T>(items: readonly T[], dice: Dice): T {
  return items[dice(items.length)]!;
}

/** Whole words, as every message is: anything else costs the connection. */
function whole(bytes: Uint8Array): Uint8Array {
  return concatBytes(bytes, new Uint8Array(-bytes.length & 3));
}

/** Makes a session's packets: the key fits, and what is inside is sound or not. */
export function packetMaker(key: AuthKey, dice: Dice): () => Uint8Array {
  const sessionId = BigInt(1 + dice(1 << 30));
  const salt = currentSalt(key, Date.now());
  let last = BigInt(Math.floor(Date.now() / 1000)) << 32n;
  let seqNo = 1;
  const body = (): Uint8Array => {
    const content = pick(BODIES, dice);
    return dice(4) === 0 ? content : whole(mutate(content, dice));
  };
  const number = (content: Uint8Array) => ({
    msgId: last += 4n,
    seqNo: (seqNo += 2) - 2,
    body: content,
  });
  return () => {
    const isContainer = dice(4) === 0;
    const inside = isContainer ? container([number(body()), number(body())]) : body();
    const content = isContainer && dice(2) === 0 ? whole(mutate(inside, dice)) : inside;
    const head = isContainer ? { ...number(content), seqNo: seqNo - 1 } : number(content);
    const plain = concatBytes(
      tlLong(salt),
      tlLong(sessionId),
      tlLong(head.msgId),
      tlInt(head.seqNo),
      tlInt(content.length),
      content,
      new Uint8Array(12),
    );
    const padded = concatBytes(plain, new Uint8Array(-plain.length & 15));
    // A spoilt header costs the connection and all that follows on it: it is rare.
    const isSpoilt = dice(200) === 0;
    const spoilt = isSpoilt ? concatBytes(mutate(padded.subarray(0, 32), dice), padded) : padded;
    return sealRaw(key, spoilt.subarray(0, spoilt.length & ~15));
  };
}

/** A message of the key exchange, spoilt or out of its order. */
export function plainPacket(dice: Dice): Uint8Array {
  const nonces = new Uint8Array(32).fill(dice(256));
  const requestDh = [tlBytes(new Uint8Array(4)), tlBytes(new Uint8Array(4)), tlLong(5n)];
  const body = pick([
    concatBytes(tlInt(0xbe7e8ef1), nonces.subarray(16)),
    concatBytes(tlInt(0x60469778), nonces.subarray(16)),
    concatBytes(tlInt(0xd712e4be), nonces, ...requestDh, tlBytes(new Uint8Array(256))),
    concatBytes(tlInt(0xf5045f1f), nonces, tlBytes(new Uint8Array(336))),
  ], dice);
  const packet = plainMessage(4n * BigInt(dice(1 << 30)), body);
  return dice(3) === 0 ? packet : mutate(packet, dice);
}

const FRAMES: readonly ((payload: Uint8Array) => Uint8Array)[] = [
  (payload) => concatBytes([0xef], abridged(payload)),
  (payload) => concatBytes(tlInt(0xeeeeeeee), tlInt(payload.length), payload),
  (payload) => concatBytes(tlInt(0xdddddddd), tlInt(payload.length + 3), payload, [1, 2, 3]),
  (payload) => {
    const frame = concatBytes(tlInt(payload.length + 12), tlInt(0), payload);
    return concatBytes(frame, tlInt(crc32(frame)));
  },
];

/** A payload in the abridged transport's frame, without the transport's tag. */
export function abridged(payload: Uint8Array): Uint8Array {
  const words = payload.length >> 2;
  const head = words < 127 ? [words] : [127, words & 255, (words >> 8) & 255, words >> 16];
  return concatBytes(head, payload.subarray(0, words * 4));
}

/** A connection's first bytes in any transport, spoilt. */
export function spoiltStream(payload: Uint8Array, dice: Dice): Uint8Array {
  const stream = pick(FRAMES, dice)(payload);
  if (dice(3) > 0) return mutate(stream, dice);
  return concatBytes(stream.subarray(0, 1 + dice(4)), mutate(stream, dice));
}
