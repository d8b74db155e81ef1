/**
 * A local Telegram data centre: real MTProto 2.0 on loopback, a world of chats behind it, and a
 * session that is already signed in.
 *
 * @module
 */

import type { Api } from "../gramjs.ts";
import type { ShortPages, TlObject } from "./rpc.ts";
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
}

/** One request as the data centre saw it. */
export interface TraceLine {
  /** ISO 8601, by the data centre's clock. */
  readonly time: string;
  /** Counts connections from 1. */
  readonly connection: number;
  /** As in the TL schema: `messages.getHistory`. */
  readonly method: string;
  /** Wrappers round the request, outermost first: `invokeWithoutUpdates`… */
  readonly wrappers: readonly string[];
  /** Main parameters, in the schema's snake case. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What was answered: a constructor's name and counts, or the error. */
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
  /** Sends an update to every connected session that did not ask to go without. */
  push(update: Api.TypeUpdates | TlObject): Promise<void>;
  /** Closes every connection, then the listener. */
  close(): Promise<void>;
}
