/**
 * Transports for GramJS's sender beside the full one.
 */

import { Buffer } from "node:buffer";
import { type Cipheriv, createCipheriv } from "node:crypto";
import { ConnectionTCPFull, PromisedNetSockets } from "../../../src/gramjs.ts";

interface Reader {
  readExactly(count: number): Promise<Buffer>;
}

/** The abridged transport, as GramJS wants codecs. */
function createAbridgedCodec(tag: Buffer) {
  return {
    tag,
    encodePacket(data: Buffer): Buffer {
      const words = data.length / 4;
      const head = words < 127 ? [words] : [127, words & 255, (words >> 8) & 255, words >> 16];
      return Buffer.concat([Buffer.from(head), data]);
    },
    async readPacket(reader: Reader): Promise<Buffer> {
      const [first] = await reader.readExactly(1);
      if (first! < 127) return reader.readExactly(first! * 4);
      const [low, middle, high] = await reader.readExactly(3);
      return reader.readExactly((low! | (middle! << 8) | (high! << 16)) * 4);
    },
  };
}

/** GramJS's connection with the abridged transport; obfuscated sockets carry the tag themselves. */
export class AbridgedConnection extends ConnectionTCPFull {
  override PacketCodecClass = function (connection: { socket: unknown }) {
    const isObfuscated = connection.socket instanceof ObfuscatedSockets;
    return createAbridgedCodec(Buffer.from(isObfuscated ? [] : [0xef]));
  } as never;
}

const ciphers: Cipheriv[] = [];

/** Frees what obfuscated sockets used. */
export function closeCiphers(): void {
  for (const cipher of ciphers.splice(0)) cipher.final();
}

function createStream(secret: Buffer): Cipheriv {
  const cipher = createCipheriv("aes-256-ctr", secret.subarray(0, 32), secret.subarray(32, 48));
  ciphers.push(cipher);
  return cipher;
}

/** GramJS's sockets, obfuscated: core.telegram.org/mtproto/mtproto-transports#transport-obfuscation */
export class ObfuscatedSockets extends PromisedNetSockets {
  #outgoing?: Cipheriv;
  #incoming?: Cipheriv;

  override async connect(port: number, ip: string) {
    const connected = await super.connect(port, ip);
    const header = Buffer.from(Array.from({ length: 64 }, (_, index) => 200 - index));
    header.fill(0xef, 56, 60);
    const secret = header.subarray(8, 56);
    this.#outgoing = createStream(Buffer.from(secret));
    this.#incoming = createStream(Buffer.from(secret).reverse());
    const hidden = this.#outgoing.update(header);
    super.write(Buffer.concat([header.subarray(0, 56), hidden.subarray(56)]));
    return connected;
  }

  override write(data: Buffer): void {
    if (data.length > 0) super.write(this.#outgoing!.update(data));
  }

  override async readExactly(count: number): Promise<Buffer> {
    return this.#incoming!.update(await super.readExactly(count));
  }
}
