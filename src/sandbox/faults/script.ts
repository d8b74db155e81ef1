/**
 * A script of faults: when, and what. As data it is what `tgtk sandbox --faults FILE` reads; in
 * code a function can take a rule's place.
 *
 * @module
 */

import type { TlRequest } from "../rpc.ts";
import type { PeerRef } from "../services/refs.ts";
import type { Faults } from "./kinds/kinds.ts";

/** A script. */
export interface FaultScript {
  /** Decides what is left to chance; the sandbox's own seed by default. */
  readonly seed?: number;
  /** What goes wrong, in this order where several faults meet. */
  readonly faults: readonly (FaultRule | FaultFunction)[];
}

/** One fault, and when it strikes. */
export interface FaultRule {
  /** For whoever reads the script. */
  readonly note?: string;
  /** All of it has to hold; each call of the API by default. */
  readonly when?: When;
  readonly do: Fault;
}

/** One fault: its kind and its settings. */
export type Fault = { [Kind in keyof Faults]: Readonly<Record<Kind, Faults[Kind]>> }[keyof Faults];

/** Decides in code; hears of each call and each new connection, in order. */
export type FaultFunction = (event: FaultEvent) => Fault | readonly Fault[] | undefined;

/** What a fault can strike. */
export interface FaultEvent {
  /** A call of the API, or a client that has connected. */
  readonly event: "call" | "connect";
  /** Counts the events of its sort from 1. */
  readonly number: number;
  /** Counts connections from 1. */
  readonly connection: number;
  /** Since the sandbox started, by the clock it was given. */
  readonly seconds: number;
  /** As in the TL schema; of a call only. */
  readonly method?: string;
  /** Without its wrappers; of a call only. */
  readonly request?: TlRequest;
  /** The chat that the request names, if it names one. */
  readonly chat?: PeerRef;
  /** Whether another session of the same auth key is connected, too. */
  readonly sharesKey: boolean;
}

/** When a fault strikes. */
export interface When {
  /** A call (the default), or a new connection. */
  readonly event?: "call" | "connect";
  /** A method of the TL schema, or several; `*` stands for anything. */
  readonly method?: string | readonly string[];
  /** The chat that the request names: its bare id, or a username with `@`. */
  readonly chat?: number | string;
  /** The connection's number, counted from 1. */
  readonly connection?: number;
  /** Another session of the same auth key is connected, too. */
  readonly shared_key?: true;
  /** Seconds since the start: from (inclusive), until (exclusive). */
  readonly time?: { readonly from?: number; readonly until?: number };
  /** Which of the events for which all of the above holds, counted from 1. */
  readonly call?: Count;
  /** The share of the events for which all of the above holds, 0 to 1. */
  readonly probability?: number;
}

/** Picks events by their count; all that is given has to hold. */
export interface Count {
  /** Just this one, or these. */
  readonly nth?: number | readonly number[];
  /** Every so many. */
  readonly every?: number;
  /** All but the first so many. */
  readonly after?: number;
  /** The first so many only. */
  readonly first?: number;
}
