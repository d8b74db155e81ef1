/**
 * The operator's settings as a policy.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Config } from "../config.ts";
import type { PiiPolicy } from "../privacy/policy.ts";
import { pseudonymsWith } from "../privacy/pseudonyms.ts";

/**
 * Reads the privacy settings.
 *
 * @param config The checked configuration.
 * @throws {RangeError} If there is no key for pseudonyms, which the check refuses.
 */
export function privacyOf(
  { TGTK_PII: mode, TGTK_PII_KEY: key, TGTK_PII_KINDS: kinds }: Config,
): PiiPolicy {
  if (mode !== "pseudonymize") return { mode, kinds };
  return { mode, kinds, pseudonyms: pseudonymsWith(Buffer.from(key?.reveal() ?? "", "hex")) };
}
