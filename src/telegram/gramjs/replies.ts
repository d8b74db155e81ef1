/**
 * What became of a request.
 *
 * @module
 */

import type { Buffer } from "node:buffer";
import type { Failure } from "../../model/failure.ts";
import type { RpcError } from "./failures.ts";
import { unpacked } from "./incoming.ts";
import { readId, readInt, readString, tlBytes } from "./tl_bytes.ts";
import { decodeTl } from "./tl_decoder.ts";
import { methodOf } from "./tl_definitions.ts";

/** Telegram's answer, its refusal, or why there is neither. */
export type Reply =
  | { readonly answer: unknown }
  | { readonly error: RpcError }
  | { readonly failure: Failure };

/** A request as GramJS makes it; wrappers have another one inside. */
export interface Request {
  readonly CONSTRUCTOR_ID: number;
  readonly query?: Request;
}

const RPC_ERROR = 0x2144ca19;

/**
 * Reads what follows `rpc_result` and the id of the request.
 *
 * @param body The answer, and nothing behind it.
 * @param request What was sent, with its wrappers.
 * @throws When it is not what the schema has the method answer with.
 */
export function readReply(body: Buffer, request: Request): Reply {
  const plain = unpacked(body);
  const source = tlBytes(plain);
  if (readId(source) === RPC_ERROR) {
    return { error: { code: readInt(source), message: readString(source) } };
  }
  return { answer: decodeTl(plain, answerType(request)) };
}

/** A wrapper answers with whatever the request inside does: `X` in the schema. */
function answerType({ CONSTRUCTOR_ID, query }: Request): string {
  const { result } = methodOf(CONSTRUCTOR_ID) ?? {};
  if (result === undefined) throw new TypeError("Cannot read answer: the method is not known");
  return result === "X" && query !== undefined ? answerType(query) : result;
}
