/**
 * Every call goes through `invokeWithoutUpdates`: a session that does without never receives the
 * account's private messages (https://core.telegram.org/method/invokeWithoutUpdates).
 *
 * @module
 */

import { Api, type BinaryReader } from "../../gramjs.ts";

/**
 * Wraps a request.
 *
 * @param query The request.
 * @returns The wrapper. GramJS reads an answer with the outermost request, whose type says nothing of
 * the answer: this one reads it as the request inside does.
 */
export function withoutUpdates(query: Api.AnyRequest): Api.InvokeWithoutUpdates {
  const inner = query as unknown as { readResult(reader: BinaryReader): unknown };
  const readResult = (reader: BinaryReader) => inner.readResult(reader);
  return Object.assign(new Api.InvokeWithoutUpdates({ query }), { readResult });
}
