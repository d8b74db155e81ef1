/**
 * Every call goes through `invokeWithoutUpdates`: a session that does without never receives the
 * account's private messages (https://core.telegram.org/method/invokeWithoutUpdates).
 *
 * @module
 */

import { Api } from "../../gramjs.ts";

/**
 * Wraps a request.
 *
 * @param query The request.
 */
export function withoutUpdates(query: Api.AnyRequest): Api.InvokeWithoutUpdates {
  return new Api.InvokeWithoutUpdates({ query });
}
