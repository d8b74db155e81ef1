/**
 * The only things this process can say to Telegram: a handful of reads, each inside
 * `invokeWithoutUpdates`, and the protocol's own service messages. The check reads the bytes that are
 * about to be encrypted, so that a call made inside the library is held back like one of ours.
 *
 * Constructor numbers are those of the TL schema, layer 198, and of
 * https://core.telegram.org/mtproto/service_messages.
 *
 * @module
 */

import { BinaryReader, LAYER } from "../../gramjs.ts";
import { Buffer } from "node:buffer";

/** Methods, by the CRC that stands for each on the wire. */
export type Methods = Readonly<Record<number, string>>;

/** The reads. */
export const ALLOWED_METHODS: Methods = {
  0xc4f9186b: "help.getConfig",
  0x725afbbc: "contacts.resolveUsername",
  0x0a7f6bbb: "channels.getChannels",
  0x08736a09: "channels.getFullChannel",
  0x0de560d1: "channels.getForumTopics",
  0xad8c9a23: "channels.getMessages",
  0x446972fd: "messages.getDiscussionMessage",
  0x4423e6c5: "messages.getHistory",
  0x63c66506: "messages.getMessages",
  0x22ddd30c: "messages.getReplies",
  0x29ee847a: "messages.search",
  0x49e9528f: "messages.getChats",
  0xaeb00b34: "messages.getFullChat",
  0x0d91a548: "users.getUsers",
  0xb60f5918: "users.getFullUser",
};

/** Service messages, which carry no request and change nothing beyond the connection. */
export const ALLOWED_SERVICE_MESSAGES: Methods = {
  0x62d6b459: "msgs_ack",
  0x04deb57d: "msgs_state_info",
  0x7abe77ec: "ping",
  0xf3427b8c: "ping_delay_disconnect",
};

const INVOKE_WITHOUT_UPDATES = 0xbf9459b7;
const INVOKE_WITH_LAYER = 0xda9b0d0d;
const INIT_CONNECTION = 0xc1cd5ea9;

/**
 * Says whether a serialized message may leave the process.
 *
 * Legal are a service message, `invokeWithoutUpdates(read)` and, to open a connection,
 * `invokeWithLayer(LAYER, initConnection(…, invokeWithoutUpdates(read)))`. Nothing else is, other
 * wrappers and a read without its wrapper included.
 *
 * @param bytes The message's body, as it would be encrypted.
 * @param methods What may stand for "read"; the reads by default.
 * @returns The name of what is sent, or `undefined` when it may not leave.
 *
 * @example A read needs its wrapper
 * ```ts
 * import { allowedName } from "./allow_list.ts";
 * import assert from "node:assert/strict";
 *
 * const getConfig = [0x6b, 0x18, 0xf9, 0xc4];
 * const withoutUpdates = [0xb7, 0x59, 0x94, 0xbf];
 * assert.equal(allowedName(Uint8Array.from(getConfig)), undefined);
 * assert.equal(allowedName(Uint8Array.from([...withoutUpdates, ...getConfig])), "help.getConfig");
 * ```
 */
export function allowedName(
  bytes: Uint8Array,
  methods: Methods = ALLOWED_METHODS,
): string | undefined {
  const reader = new BinaryReader(Buffer.from(bytes));
  try {
    const first = reader.readInt(false);
    return ALLOWED_SERVICE_MESSAGES[first] ?? readName(first, reader, methods);
  } catch {
    // Too short to be a message of ours: not allowed, like everything that is not understood.
    return undefined;
  }
}

function readName(first: number, reader: BinaryReader, methods: Methods): string | undefined {
  if (first === INVOKE_WITHOUT_UPDATES) return methods[reader.readInt(false)];
  if (first !== INVOKE_WITH_LAYER || reader.readInt() !== LAYER) return undefined;
  if (reader.readInt(false) !== INIT_CONNECTION || !skipInitConnection(reader)) return undefined;
  return reader.readInt(false) === INVOKE_WITHOUT_UPDATES
    ? methods[reader.readInt(false)]
    : undefined;
}

/** Moves the reader behind the fields of `initConnection`; `false` for the two that we never send. */
function skipInitConnection(reader: BinaryReader): boolean {
  const flags = reader.readInt();
  if (flags !== 0) return false;
  reader.readInt();
  for (let text = 0; text < 6; text++) reader.tgReadBytes();
  return true;
}
