/**
 * What a kind of fault is: the settings it takes, and what it does.
 *
 * @module
 */

import type { z } from "zod";
import type { Handling } from "../../mtproto/trouble.ts";
import type { RpcError, ShortPages, TlAnswer } from "../../rpc.ts";
import type { PeerRef } from "../../services/refs.ts";
import type { ChangingWorld } from "../changing_world.ts";
import type { FaultEvent } from "../script.ts";

/** A kind of fault. */
export interface FaultKind<Settings> {
  /** The settings; its description is the kind's. */
  readonly schema: z.ZodType<Settings>;
  /** Whether it needs a call to strike: it means nothing to a connection that has just opened. */
  readonly needsCall: boolean;
  /** Whether it settles what is answered: of several only the first strikes. */
  readonly isFinal: boolean;
  strike(settings: Settings, target: Target): Effect;
}

/** What a fault brings about beside what it does at once. */
export interface Effect extends Handling {
  /** Answers the call. */
  readonly error?: RpcError;
  /** Drops messages from pages. */
  readonly shortPages?: ShortPages;
  /** Makes another answer of a service's; nothing if that answer stays as it is. */
  readonly redraw?: (answer: TlAnswer) => TlAnswer | undefined;
}

/** What a fault strikes, and what it may take hold of. */
export interface Target {
  readonly event: FaultEvent;
  /** Who calls: the permanent auth key's id. Empty when a connection opens. */
  readonly key: string;
  /** The auth key's id that the call came with: a temporary one's, perhaps. */
  readonly usedKey: string;
  /** Milliseconds since 1970, by the clock the sandbox was given. */
  readonly now: number;
  /** The script's seed. */
  readonly seed: number;
  /** Changes with each fault that strikes: no two share their luck. */
  readonly draw: number;
  readonly world: ChangingWorld;
  /** Finds a chat by bare id or `@username`; the chat that the call names by default. */
  chat(wanted: number | string | undefined): PeerRef | undefined;
  readonly centre: Centre;
}

/** What faults can do to the data centre. */
export interface Centre {
  /** The data centre's clock runs ahead of the given one by so many seconds from now on. */
  skew(seconds: number): void;
  changeSalts(): void;
  restart(milliseconds: number): void;
  /** Forgets an auth key. */
  forgetKey(id: string): void;
  /** Has calls of a method refused for so many seconds. */
  flood(key: string, method: string, name: string, seconds: number): void;
  /** Ends a session: all that its key asks is refused, or only what needs a login. */
  end(key: string, error: RpcError, isKeyDead: boolean): void;
  /** Lists another data centre, at the same address, in the configuration. */
  addDataCentre(id: number): void;
  /** The page that was sent before in answer to the same method for the same chat. */
  previousPage(key: string, event: FaultEvent): TlAnswer | undefined;
}
