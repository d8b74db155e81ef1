/**
 * Sends the client to another data centre.
 *
 * @see https://core.telegram.org/api/errors#303-see-other
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, oneOf, wholeNumber } from "./settings.ts";

/** Where to. */
export interface Migrate {
  readonly name: "PHONE" | "USER" | "NETWORK" | "FILE";
  readonly dc: number;
}

/** Answers with `USER_MIGRATE_X` or its kin. The data centre X is this one, at the same address. */
export const migrate: FaultKind<Migrate> = {
  schema: fields({
    name: oneOf(["PHONE", "USER", "NETWORK", "FILE"]),
    dc: wholeNumber(1, 1000),
  }).describe(
    "Error 303: PHONE_MIGRATE_X, USER_MIGRATE_X, NETWORK_MIGRATE_X or FILE_MIGRATE_X. The " +
      "configuration lists that data centre, too, at the sandbox's own address.",
  ),
  needsCall: true,
  isFinal: true,
  strike: ({ name, dc }, { centre }) => {
    centre.addDataCentre(dc);
    return { error: { code: 303, message: `${name}_MIGRATE_${dc}` } };
  },
};
