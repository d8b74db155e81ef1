/**
 * A conversation over a connection that nobody else can follow, alter, repeat or join: each text is
 * sealed with AES-256-GCM, under a key of this conversation and direction, and counted.
 *
 * Loopback alone would keep other users out, but not a program that passes bytes on, from another
 * network namespace or container: sealed, it learns lengths and nothing else.
 *
 * @module
 */

import { closeQuietly } from "../close_quietly.ts";

/** Texts both ways until the end. */
export interface Channel {
  /**
   * Sends a text; texts arrive in the order of the calls. Resolves once it was written, or once the
   * channel has ended: that is told by `receive` alone.
   */
  send(text: string): Promise<void>;
  /**
   * The next text; `undefined` when the channel has ended, or something came that the other side
   * cannot have sealed. One call at a time.
   *
   * @param maxBytes The longest that is taken; {@linkcode MAX_TEXT_BYTES} by default.
   */
  receive(maxBytes?: number): Promise<string | undefined>;
  /** Ends it. Again: does nothing. */
  close(): void;
}

/**
 * Longer texts are not taken. The protocol's transport reads lines of 10 MiB, which are longer here only
 * if their numbers were written shorter, such as `1e20`: by a factor of 4.4 at most.
 */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

const LENGTH_BYTES = 4;
const TAG_BYTES = 16;

/** Each text's number is its initialization vector: it never repeats under one key. */
function counter(): () => Uint8Array<ArrayBuffer> {
  let count = 0n;
  return () => {
    const vector = new Uint8Array(12);
    new DataView(vector.buffer).setBigUint64(4, count++);
    return vector;
  };
}

/**
 * Makes a channel of a connection, from its next byte on.
 *
 * @param connection The connection; it is the channel's from now on.
 * @param keys What we seal with, and what the other side seals with.
 */
export function sealedChannel(
  connection: Deno.Conn,
  keys: { readonly seal: CryptoKey; readonly open: CryptoKey },
): Channel {
  const nextSealed = counter();
  const nextOpened = counter();
  let isOpen = true;
  let written = Promise.resolve();

  function close(): void {
    isOpen = false;
    closeQuietly(connection);
  }

  async function write(text: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!isOpen) return;
    try {
      const algorithm = { name: "AES-GCM", iv: nextSealed() };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, keys.seal, text));
      const frame = new Uint8Array(LENGTH_BYTES + sealed.length);
      new DataView(frame.buffer).setUint32(0, sealed.length);
      frame.set(sealed, LENGTH_BYTES);
      for (let sent = 0; sent < frame.length;) sent += await connection.write(frame.subarray(sent));
    } catch {
      // The other side has gone: whoever receives is told.
      close();
    }
  }

  /** Memory grows with what has come, not with what was announced. */
  async function read(length: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    let bytes = new Uint8Array(Math.min(length, 1 << 16));
    for (let filled = 0; filled < length;) {
      if (filled === bytes.length) bytes = widened(bytes, Math.min(length, 2 * filled));
      const count = await connection.read(bytes.subarray(filled));
      if (count === null) return undefined;
      filled += count;
    }
    return bytes;
  }

  async function receive(maxBytes: number): Promise<string | undefined> {
    const header = await read(LENGTH_BYTES);
    if (header === undefined) return undefined;
    const length = new DataView(header.buffer).getUint32(0);
    if (length < TAG_BYTES || length > maxBytes + TAG_BYTES) return undefined;
    const sealed = await read(length);
    if (sealed === undefined) return undefined;
    const algorithm = { name: "AES-GCM", iv: nextOpened() };
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, keys.open, sealed));
  }

  return {
    send: (text) => {
      const bytes = new TextEncoder().encode(text);
      written = written.then(() => write(bytes));
      return written;
    },
    receive: async (maxBytes = MAX_TEXT_BYTES) => {
      // A reset, our own end, or a text that was not sealed with the key: over in each case.
      const text = await receive(maxBytes).catch(() => undefined);
      if (text === undefined) close();
      return text;
    },
    close,
  };
}

function widened(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(length);
  wider.set(bytes);
  return wider;
}
