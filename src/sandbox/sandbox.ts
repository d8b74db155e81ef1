/**
 * A local Telegram data centre: real MTProto 2.0 on loopback, a world of chats behind it, and a
 * session that is already signed in.
 *
 * @module
 */

import type { Api } from "../gramjs.ts";
import type { FaultScript } from "./faults/script.ts";
import type { ShortPages, TlObject } from "./rpc.ts";
import type { ChatEditor } from "./services/updates/live.ts";
import type { World } from "./world/world.ts";

/** How to start a sandbox. */
export interface SandboxOptions {
  readonly world: World;
  /** Loopback by default. */
  readonly hostname?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** Each answer waits this long, in milliseconds; 0 by default. */
  readonly latencyMs?: number;
  /** Seeds what is random in the sandbox, the minted auth key included; 1 by default. */
  readonly seed?: number;
  /** The data centre's clock in milliseconds since 1970; `Date.now` by default. */
  readonly clock?: () => number;
  /** Hears of each request once it was answered. */
  readonly trace?: (line: TraceLine) => void;
  /** Scripted short pages; none by default. */
  readonly shortPages?: ShortPages;
  /** What goes wrong, and when; see `docs/faults.md`. Nothing by default. */
  readonly faults?: FaultScript;
}

/** One request as the data centre saw it. */
export interface TraceLine {
  /** ISO 8601, by the data centre's clock. */
  readonly time: string;
  /** Counts connections from 1. */
  readonly connection: number;
  /** As in the TL schema: `messages.getHistory`. `connect` for a connection that a fault struck. */
  readonly method: string;
  /** Wrappers round the request, outermost first: `invokeWithoutUpdates`… */
  readonly wrappers: readonly string[];
  /** Main parameters, in the schema's snake case. */
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * What was answered: a constructor's name and counts, or the error. `fault` lists the kinds of
   * the faults that struck; `undercut` says that a flood wait was not waited for.
   */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** What a client needs to connect; `tgtk sandbox` prints it as its one line. */
export interface SandboxReady {
  readonly host: string;
  readonly port: number;
  readonly dc_id: number;
  readonly api_id: number;
  readonly api_hash: string;
  readonly string_session: string;
  readonly rsa_public_key_pem: string;
  readonly layer: number;
  readonly login: { readonly phone: string; readonly code: string; readonly password: string };
}

/** A running sandbox. */
export interface Sandbox {
  readonly ready: SandboxReady;
  /** How many client connections are open. */
  readonly connections: () => number;
  /** Adds, edits and removes messages while they are served. */
  readonly chats: ChatEditor;
  /** Sends an update to every connected session that is signed in and did not ask to go without. */
  push(update: Api.TypeUpdates | TlObject): Promise<void>;
  /**
   * Scans a QR code: accepts a client's login token on behalf of the world's account, and tells the
   * client.
   *
   * @throws If the token is unknown, expired or was accepted before.
   */
  acceptLoginToken(token: Uint8Array): Promise<void>;
  /** Closes every connection; clients may come back at once. */
  dropConnections(): void;
  /** Replaces all salts: each session's next message is answered with `bad_server_salt`. */
  changeSalts(): void;
  /**
   * Goes away, and comes back on the same port with its keys but without its sessions.
   *
   * @param milliseconds For how long connections are refused.
   * @returns Settles when it is back.
   */
  restart(milliseconds: number): Promise<void>;
  /** Closes every connection, then the listener. */
  close(): Promise<void>;
}
