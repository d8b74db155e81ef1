/**
 * GramJS's TCP connection, with its traps closed: it sends what is not encrypted, believes every length
 * that comes (a negative one makes it read for ever, without a pause), takes a transport error in place
 * of a length for a lost connection, and does not look at the packets' numbers: bytes that changed places
 * would have it wait for a packet that is none.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#full
 * @module
 */

import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import {
  ConnectionTCPFull,
  FullPacketCodec,
  Logger,
  LogLevel,
  PromisedNetSockets,
} from "../../gramjs.ts";
import type { Session } from "../session_string.ts";

/** Length, sequence number and checksum. */
const AROUND = 12;
/** The shortest payload is a transport error. */
const SHORTEST = AROUND + 4;
/** Several times what Telegram sends at once: 16 MiB. */
const LONGEST = 1 << 24;

/** Reads packets; the library writes them. */
class CheckedCodec extends FullPacketCodec {
  #received = 0;

  override async readPacket(socket: Pick<PromisedNetSockets, "readExactly">): Promise<Buffer> {
    const head = await socket.readExactly(8);
    const length = head.readInt32LE(0);
    // Telegram has been seen to send -429 where a length belongs.
    if (length < 0) return Buffer.from(head.subarray(0, 4));
    if (length < SHORTEST || length > LONGEST || length % 4 !== 0) {
      throw new RangeError("Cannot read packet: its length is wrong");
    }
    // Nothing is documented of the number of a transport error.
    if (head.readInt32LE(4) !== this.#received++ && length > SHORTEST) {
      throw new RangeError("Cannot read packet: its number is wrong");
    }
    const rest = await socket.readExactly(length - head.length);
    const payload = rest.subarray(0, -4);
    if (crc32(payload, crc32(head)) !== rest.readUInt32LE(payload.length)) {
      throw new TypeError("Cannot read packet: its checksum is wrong");
    }
    return payload;
  }
}

/** The address and port are the session's own; unencrypted packets do not leave. */
export class EncryptedConnection extends ConnectionTCPFull {
  override PacketCodecClass = CheckedCodec;

  override async send(data: Buffer): Promise<void> {
    // A packet begins with the id of the key that encrypts it, and with 0 when none does.
    if (data.subarray(0, 8).every((byte) => byte === 0)) {
      throw new Error("Cannot send packet: it is not encrypted");
    }
    await super.send(data);
  }
}

/**
 * Prepares a connection to a session's data centre; nothing is opened yet.
 *
 * @param session Its address.
 * @param heard Hears bytes as they come, so that a large answer on a slow line is no silence.
 */
export function encryptedConnection(session: Session, heard: () => void): EncryptedConnection {
  const connection = new EncryptedConnection({
    ip: session.address,
    port: session.port,
    dcId: session.dc_id,
    loggers: new Logger(LogLevel.NONE),
    socket: PromisedNetSockets,
    testServers: false,
  });
  const { socket } = connection;
  const read = socket.read.bind(socket);
  socket.read = async (number) => {
    const bytes = await read(number);
    heard();
    return bytes;
  };
  return connection;
}
