/** The adapter over a sandbox that holds the contract's history. */

import type { Sandbox, SandboxOptions, TraceLine } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import type { ConnectionOptions } from "../../../src/telegram/gramjs/telegram.ts";
import type { ChatRef, HistoryRequest } from "../../../src/telegram/port.ts";
import { parseSessionString, type Session } from "../../../src/telegram/session_string.ts";
import { contractWorld } from "../../contracts/contract_world.ts";

export const NEWS: ChatRef = { type: "channel", id: 2001, access_hash: "14007" };
export const LATEST: HistoryRequest = { ref: NEWS, limit: 1 };

/** A signal that never aborts. */
export function patiently(): { readonly signal: AbortSignal } {
  return { signal: new AbortController().signal };
}

export function sessionOf(sandbox: Sandbox): Session {
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  return session.value;
}

export function optionsFor(session: Session): ConnectionOptions {
  return { session, api_id: 20_000_002, appVersion: "0.1.0", connectTimeoutMs: 10_000 };
}

export function tracedSandbox(
  options: Partial<SandboxOptions> = {},
): { readonly sandbox: Sandbox; readonly trace: TraceLine[] } {
  const trace: TraceLine[] = [];
  const sandbox = startSandbox({
    world: contractWorld(),
    trace: (line) => trace.push(line),
    ...options,
  });
  return { sandbox, trace };
}
