/**
 * What is in a message of the data centre, as GramJS's sender wants it handed over: answers and
 * containers are taken apart here, service messages are read by GramJS, and everything else (updates,
 * which we do not want, and constructors that nobody knows) is not read at all. GramJS would drop a
 * whole container, answers included, because of one message in it that it cannot read.
 *
 * @see https://core.telegram.org/mtproto/service_messages
 * @module
 */

import type { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { BinaryReader } from "../../gramjs.ts";
import {
  readBytes,
  readId,
  readInt,
  readLong,
  remaining,
  type TlBytes,
  tlBytes,
} from "./tl_bytes.ts";

type Long = ReturnType<typeof readLong>;

/** A message with what is in it. */
export interface Incoming {
  readonly msgId: Long;
  readonly seqNo: number;
  readonly obj: IncomingObject;
}

/** Of constructors that GramJS handles, its own object with more fields. */
export interface IncomingObject {
  readonly CONSTRUCTOR_ID: number;
}

/** `rpc_result`: what was answered to a request; see `replies.ts`. */
export interface RpcResult extends IncomingObject {
  readonly reqMsgId: Long;
  readonly body: Buffer;
}

interface Container extends IncomingObject {
  readonly messages: readonly Incoming[];
}

const RPC_RESULT = 0xf35c6d01;
const MSG_CONTAINER = 0x73f1f8dc;
const GZIP_PACKED = 0x3072cfa1;
/** More than this is not unpacked: 16 MiB, several times what Telegram sends at once. */
const MAX_UNPACKED = 1 << 24;

/** Stands for what could not be read; no constructor has this number. */
const UNREADABLE: IncomingObject = { CONSTRUCTOR_ID: 0 };

/** What becomes of messages. */
export interface IncomingOptions {
  /** Whether GramJS does anything with a constructor. */
  readonly isHandled: (constructorId: number) => boolean;
  /** Hears why a message, or one in a container, could not be read. */
  readonly onError: (error: unknown) => void;
}

/**
 * Reads a message. What cannot be read is passed over like a constructor that nobody knows: the
 * connection is sound, and ended, the same message would be sent again over the next one.
 *
 * @param body The message, and nothing behind it.
 * @param options Who goes on with it.
 */
export function readIncoming(
  body: Buffer,
  options: IncomingOptions,
): IncomingObject | RpcResult | Container {
  try {
    return read(body, options);
  } catch (error) {
    options.onError(error);
    return UNREADABLE;
  }
}

function read(body: Buffer, options: IncomingOptions): IncomingObject | RpcResult | Container {
  const plain = unpacked(body);
  const source = tlBytes(plain);
  const CONSTRUCTOR_ID = readId(source);
  if (CONSTRUCTOR_ID === RPC_RESULT) {
    const reqMsgId = readLong(source);
    return { CONSTRUCTOR_ID, reqMsgId, body: plain.subarray(source.at) };
  }
  if (CONSTRUCTOR_ID === MSG_CONTAINER) {
    const messages = containedIn(source).map(({ body, ...rest }) => ({
      ...rest,
      obj: readIncoming(body, options),
    }));
    return { CONSTRUCTOR_ID, messages };
  }
  return options.isHandled(CONSTRUCTOR_ID)
    ? new BinaryReader(plain).tgReadObject()
    : { CONSTRUCTOR_ID };
}

function containedIn(source: TlBytes) {
  const count = readInt(source);
  // Each has a head of 16 bytes: room for more than there can be is not made.
  if (count < 0 || count * 16 > remaining(source)) throw new RangeError("Cannot read container");
  return Array.from({ length: count }, () => {
    const msgId = readLong(source);
    const seqNo = readInt(source);
    const length = readInt(source);
    if (length < 0 || length > remaining(source)) throw new RangeError("Cannot read container");
    const body = source.bytes.subarray(source.at, source.at += length);
    return { msgId, seqNo, body };
  });
}

/**
 * Unpacks what is packed. Nobody packs twice: it could go on for ever.
 *
 * @throws When it is no gzip data, too much, or packed again.
 */
export function unpacked(body: Buffer): Buffer {
  const source = tlBytes(body);
  if (readId(source) !== GZIP_PACKED) return body;
  const plain = gunzipSync(readBytes(source), { maxOutputLength: MAX_UNPACKED });
  if (readId(tlBytes(plain)) === GZIP_PACKED) {
    throw new TypeError("Cannot unpack: it is packed twice");
  }
  return plain;
}
