/**
 * What both layouts come down to before a world is made of them.
 *
 * @module
 */

import type { PeerType, WorldMessage } from "../world.ts";
import type { JsonObject } from "./json/json_parse.ts";
import type { Span } from "./json/json_scan.ts";
import type { LeftOuts } from "./left_outs.ts";

/** An id space and a bare id in it. */
export interface PeerRef {
  readonly type: PeerType;
  readonly id: number;
}

/** One message of a file: where its JSON is, and what orders it. */
export interface Entry extends Span {
  readonly id: number;
  /** Unix seconds; absent where the file does not tell. */
  readonly date?: number;
}

/** What a message is read for: the chat it is served in, its id there, its date. */
export interface Place {
  readonly peer: PeerRef;
  readonly id: number;
  readonly date: number;
}

/** The kinds of chats files hold. `group` is a basic group, `self` the exporting account's own chat. */
export type SourceKind = "channel" | "supergroup" | "group" | "user" | "bot" | "self";

/** One chat of a file. */
export interface SourceChat {
  readonly peer: PeerRef;
  readonly kind: SourceKind;
  /** Absent where the layout has none. */
  readonly title?: string;
  /** In the file's order; ids may repeat. */
  readonly entries: readonly Entry[];
  /** Bare id of the supergroup that this basic group became, if the file tells. */
  readonly migratedTo?: number;
  /** Makes a message. Whatever the JSON holds, the message can be encoded. */
  read(json: JsonObject, place: Place, leftOuts: LeftOuts): WorldMessage;
}

/** A file's bytes and its name without folders. */
export interface WorldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Tells peers apart as keys of maps. */
export function peerKey({ type, id }: PeerRef): string {
  return `${type}${id}`;
}
