/**
 * Any error at all.
 *
 * @module
 */

import type { RpcError } from "../../rpc.ts";
import type { FaultKind } from "./kind.ts";
import { fields, text, wholeNumber } from "./settings.ts";

/** Answers with an error: 500 `INTERNAL`, -503 `Timeout`, 400 `CHAT_ADMIN_REQUIRED`… */
export const error: FaultKind<RpcError> = {
  schema: fields({ code: wholeNumber(-1000, 1000), message: text() }).describe(
    "Any error: 500 and INTERNAL, -503 and Timeout, 400 and a name.",
  ),
  needsCall: true,
  isFinal: true,
  strike: (error) => ({ error }),
};
