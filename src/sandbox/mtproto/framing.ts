/**
 * Tells from a client's first bytes which transport it speaks, and from then on speaks it.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports
 * @module
 */

import { createAbridgedCodec } from "./abridged_codec.ts";
import { type ByteQueue, createByteQueue } from "./byte_queue.ts";
import { broken, type Codec, type Frame } from "./codec.ts";
import { createFullCodec } from "./full_codec.ts";
import { createIntermediateCodec } from "./intermediate_codec.ts";
import { type Obfuscation, OBFUSCATION_HEADER, openObfuscation } from "./obfuscation.ts";
import { tlReader } from "./tl.ts";

const ABRIDGED = 0xef;

/** Four bytes that name a transport: in clear, or inside an obfuscation header. */
const CODECS: ReadonlyMap<number, () => Codec> = new Map([
  [0xefefefef, createAbridgedCodec],
  [0xeeeeeeee, () => createIntermediateCodec({ padded: false })],
  [0xdddddddd, () => createIntermediateCodec({ padded: true })],
]);

/** `GET `, `POST`, `HEAD` and `OPTI`, which no obfuscation header begins with. */
const HTTP: ReadonlySet<number> = new Set([0x20544547, 0x54534f50, 0x44414548, 0x4954504f]);

/** One connection's transport. */
export interface Transport {
  /** Takes what has arrived; gives the frames that are whole now. Nothing follows a broken one. */
  receive(chunk: Uint8Array): Frame[];
  /** Frames a payload for the client. Only to be asked once a frame was received. */
  write(payload: Uint8Array): Uint8Array;
  /** Writes a quick acknowledgement; nothing if this transport has none. */
  quickAck(token: number): Uint8Array | undefined;
  /** Frees what the transport holds; it may not be used any more. */
  close(): void;
}

interface Spoken extends Omit<Obfuscation, "tag"> {
  readonly codec: Codec;
}

/**
 * Makes the transport of a new connection.
 *
 * @example The abridged transport, byte by byte
 * ```ts
 * import { createTransport } from "./framing.ts";
 * import assert from "node:assert/strict";
 *
 * const transport = createTransport();
 * const bytes = [0xef, 0x01, 1, 2, 3, 4];
 * const frames = bytes.flatMap((byte) => transport.receive(new Uint8Array([byte])));
 * assert.deepEqual(frames, [
 *   { kind: "payload", payload: new Uint8Array([1, 2, 3, 4]), wantsQuickAck: false },
 * ]);
 * ```
 */
export function createTransport(): Transport {
  const input = createByteQueue();
  let spoken: Spoken | undefined;
  let isBroken = false;

  const nextFrame = (): Frame | undefined => {
    if (spoken === undefined) {
      const found = detect(input);
      if (found === undefined || "kind" in found) return found;
      spoken = found;
    }
    return spoken.codec.read(input);
  };
  const requireSpoken = (): Spoken => {
    if (spoken === undefined) throw new Error("Cannot write frame: the client has not spoken yet");
    return spoken;
  };
  return {
    receive(chunk) {
      input.push(spoken === undefined ? chunk : spoken.reveal(chunk));
      const frames: Frame[] = [];
      while (!isBroken) {
        const frame = nextFrame();
        if (frame === undefined) break;
        isBroken = frame.kind === "broken";
        frames.push(frame);
      }
      return frames;
    },
    write(payload) {
      const { codec, hide } = requireSpoken();
      return hide(codec.write(payload));
    },
    quickAck(token) {
      const { codec, hide } = requireSpoken();
      const bytes = codec.quickAck(token);
      return bytes && hide(bytes);
    },
    close: () => spoken?.close(),
  };
}

/** Takes the transport's tag or header off the queue; nothing while too little has arrived. */
function detect(input: ByteQueue): Spoken | Frame | undefined {
  if (input.length() === 0) return undefined;
  if (input.peek(1)[0] === ABRIDGED) {
    input.take(1);
    return inClear(createAbridgedCodec());
  }
  if (input.length() < 4) return undefined;
  const first = tlReader(input.peek(4)).uint();
  const create = CODECS.get(first);
  if (create !== undefined) {
    input.take(4);
    return inClear(create());
  }
  if (HTTP.has(first)) return broken("HTTP is not served here");
  return detectFullOrObfuscated(input);
}

/** The full transport counts frames from 0; in an obfuscation header those bytes are not zero. */
function detectFullOrObfuscated(input: ByteQueue): Spoken | Frame | undefined {
  if (input.length() < 8) return undefined;
  if (tlReader(input.peek(8).subarray(4)).uint() === 0) return inClear(createFullCodec());
  if (input.length() < OBFUSCATION_HEADER) return undefined;
  const obfuscation = openObfuscation(input.take(OBFUSCATION_HEADER));
  const create = CODECS.get(obfuscation.tag);
  if (create === undefined) {
    obfuscation.close();
    return broken("the first 64 bytes name no transport");
  }
  const rest = input.take(input.length());
  input.push(obfuscation.reveal(rest));
  return { ...obfuscation, codec: create() };
}

function inClear(codec: Codec): Spoken {
  const same = (bytes: Uint8Array): Uint8Array => bytes;
  return { codec, reveal: same, hide: same, close: () => {} };
}
