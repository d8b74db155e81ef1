import { Buffer } from "node:buffer";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { stringSession } from "../../src/sandbox/identity.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";

/** A sandbox's session string that leads over a wire. */
export function sessionStringTo(
  { dc_id, host, string_session }: SandboxReady,
  port: number,
): string {
  const session = parseSessionString(string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  const authKey = new Uint8Array(Buffer.from(session.value.auth_key.reveal(), "hex"));
  return stringSession({ dcId: dc_id, hostname: host, port, authKey });
}
