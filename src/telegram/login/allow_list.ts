/**
 * All that `tgtk login` can say to Telegram. It cannot sign anybody out or up, change anything, or
 * read a message; the server's own list has none of this.
 *
 * Constructor numbers are those of the TL schema, layer 198.
 *
 * @module
 */

import { allowedName, type Methods } from "../gramjs/allow_list.ts";

/** What is asked inside `invokeWithoutUpdates`. */
const QUIET: Methods = {
  0xc4f9186b: "help.getConfig",
  0xa677244f: "auth.sendCode",
  0xcae47523: "auth.resendCode",
  0x8d52a951: "auth.signIn",
  0x548a30f5: "account.getPassword",
  0xd18b4d16: "auth.checkPassword",
  0x95ac5ce4: "auth.importLoginToken",
};

/** Asked without the wrapper: that a code was scanned is told in an update. */
const EXPORT_LOGIN_TOKEN = 0xb7e085fe;

/**
 * Says whether a serialized message may leave the process while it signs in.
 *
 * @param bytes The message's body, as it would be encrypted.
 * @returns The name of what is sent, or `undefined` when it may not leave.
 *
 * @example Signing out is not on the list
 * ```ts
 * import { loginName } from "./allow_list.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(loginName(Uint8Array.from([0xfe, 0x85, 0xe0, 0xb7])), "auth.exportLoginToken");
 * assert.equal(loginName(Uint8Array.from([0x19, 0xba, 0x72, 0x3e])), undefined);
 * ```
 */
export function loginName(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = bytes.length < 4 ? 0 : view.getUint32(0, true);
  return first === EXPORT_LOGIN_TOKEN ? "auth.exportLoginToken" : allowedName(bytes, QUIET);
}
