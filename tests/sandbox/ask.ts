/**
 * Asks a service directly, without the protocol: the request is encoded and decoded on the way in,
 * the answer on the way out, so that what cannot travel fails here.
 */

import { Buffer } from "node:buffer";
import { BinaryReader } from "../../src/gramjs.ts";
import { encodeAnswer } from "../../src/sandbox/encode_answer.ts";
import { wholePages } from "../../src/sandbox/faults/short_pages.ts";
import type { ServiceContext, ShortPages, TlObject, TlRequest } from "../../src/sandbox/rpc.ts";
import { SERVICES } from "../../src/sandbox/services/services.ts";
import { tlName } from "../../src/sandbox/trace.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import { tinyWorld } from "./tiny_world.ts";

/** What a question is asked of, where it is not the tiny world. */
export interface Setting {
  readonly world?: World;
  readonly shortPages?: ShortPages;
}

export function testContext(
  { world = tinyWorld(), shortPages = wholePages }: Setting = {},
): ServiceContext {
  return {
    world,
    caller: { authKeyId: "0123456789abcdef", userId: world.self.id.toJSNumber() },
    now: () => 1_700_000_500,
    address: { hostname: "127.0.0.1", port: 8443, dcId: 2 },
    shortPages,
  };
}

/** Reads one TL object, or a boxed vector of them. */
export function decode<Value>(bytes: Uint8Array): Value {
  return new BinaryReader(Buffer.from(bytes)).tgReadObject() as Value;
}

/** The answer, or the error's code and name. */
export async function ask<Answer>(
  request: TlObject,
  setting: Setting = {},
): Promise<Answer | string> {
  const decoded = decode<TlRequest>(request.getBytes());
  const method = SERVICES.map((service) => service[tlName(decoded.className)]).find(Boolean);
  if (method === undefined) throw new Error(`Cannot ask ${decoded.className}: nobody answers`);
  const outcome = await method(decoded, testContext(setting));
  if ("error" in outcome) return `${outcome.error.code} ${outcome.error.message}`;
  return decode<Answer>(encodeAnswer(outcome.answer));
}

/** The answer; an error fails the test. */
export async function answerOf<Answer>(request: TlObject, setting: Setting = {}): Promise<Answer> {
  const answer = await ask<Answer>(request, setting);
  if (typeof answer === "string") throw new Error(`Cannot use the answer: it is ${answer}`);
  return answer;
}
