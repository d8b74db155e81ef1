/**
 * What cursors are signed with.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { hkdfSync } from "node:crypto";
import type { Config } from "../config.ts";
import type { Session } from "../telegram/session_string.ts";

/**
 * Gives the operator's key, or one that is derived from the session: cursors outlive the process, as
 * the session does.
 *
 * @param config The checked configuration.
 * @param session The account's session.
 * @returns At least 32 bytes.
 */
export function cursorKey(config: Config, session: Session): Uint8Array {
  const given = config.TGTK_CURSOR_KEY;
  if (given !== undefined) return Buffer.from(given.reveal(), "hex");
  const authKey = Buffer.from(session.auth_key.reveal(), "hex");
  return new Uint8Array(hkdfSync("sha256", authKey, "", "tgtk cursor key", 32));
}
