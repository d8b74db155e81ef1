/**
 * Asks a data centre for what every key exchange begins with, and goes away again: a firewall or a proxy
 * may take connections for it, but cannot answer that.
 *
 * https://core.telegram.org/mtproto/auth_key, https://core.telegram.org/mtproto/mtproto-transports
 *
 * @module
 */

import type { Session } from "./session_string.ts";

/** How a data centre was found: `silent` took the connection and said nothing that it would say. */
export type Reached = "answers" | "silent" | "unreachable" | "denied";

/** Announces the intermediate transport: four bytes of length before each packet. */
const INTERMEDIATE = 0xeeeeeeee;
const REQ_PQ_MULTI = 0xbe7e8ef1;
const RES_PQ = 0x05162463;

const NONCE_BYTES = 16;
/** Key id, message id and length stand before every unencrypted message. */
const HEADER_BYTES = 20;
const QUESTION_BYTES = HEADER_BYTES + 4 + NONCE_BYTES;
/** As far as the nonce, which comes back. */
const ANSWER_BYTES = 4 + QUESTION_BYTES;

/**
 * Asks.
 *
 * @param place The data centre.
 * @param timeoutMs For all of it, in milliseconds.
 */
export async function probeDataCentre(
  { address, port }: Pick<Session, "address" | "port">,
  timeoutMs: number,
): Promise<Reached> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    using connection = await Deno.connect({ hostname: address, port, signal });
    const close = () => connection.close();
    signal.addEventListener("abort", close, { once: true });
    const isAnswered = await ask(connection).catch(() => false);
    signal.removeEventListener("abort", close);
    return isAnswered ? "answers" : "silent";
  } catch (error) {
    return error instanceof Deno.errors.NotCapable ? "denied" : "unreachable";
  }
}

async function ask(connection: Deno.Conn): Promise<boolean> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const question = new DataView(new ArrayBuffer(8 + QUESTION_BYTES));
  question.setUint32(0, INTERMEDIATE, true);
  question.setUint32(4, QUESTION_BYTES, true);
  // Message ids are Unix time in units of 2^-32 s, divisible by four.
  question.setBigUint64(16, BigInt(Math.floor(Date.now() / 1000)) << 32n, true);
  question.setUint32(24, 4 + NONCE_BYTES, true);
  question.setUint32(28, REQ_PQ_MULTI, true);
  const bytes = new Uint8Array(question.buffer);
  bytes.set(nonce, 32);
  await connection.write(bytes);
  const answer = await read(connection, ANSWER_BYTES);
  return answer !== undefined && isResPq(answer, nonce);
}

async function read(connection: Deno.Conn, length: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(length);
  let have = 0;
  while (have < length) {
    const count = await connection.read(bytes.subarray(have));
    if (count === null) return undefined;
    have += count;
  }
  return bytes;
}

function isResPq(answer: Uint8Array, nonce: Uint8Array): boolean {
  const constructor = new DataView(answer.buffer).getUint32(4 + HEADER_BYTES, true);
  const returned = answer.subarray(4 + HEADER_BYTES + 4);
  return constructor === RES_PQ && returned.every((byte, index) => byte === nonce[index]);
}
