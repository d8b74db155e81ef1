/**
 * Salts that end before their time.
 *
 * @see https://core.telegram.org/mtproto/description#server-salt
 * @module
 */

import type { Nothing } from "./forget_key.ts";
import type { FaultKind } from "./kind.ts";
import { fields } from "./settings.ts";

/** Has the next message of each session answered with `bad_server_salt`. */
export const changeSalts: FaultKind<Nothing> = {
  schema: fields({}).describe(
    "Every salt is replaced: after this call the next message of each session is answered with " +
      "bad_server_salt.",
  ),
  needsCall: false,
  isFinal: false,
  strike: (_, { centre }) => {
    centre.changeSalts();
    return {};
  },
};
