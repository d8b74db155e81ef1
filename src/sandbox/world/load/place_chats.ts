/**
 * Decides how each chat of a file is served: in which id space, and under which name.
 *
 * @module
 */

import { type ChatName, chatName } from "./chat_names.ts";
import { madeUpChatId } from "./made_up.ts";
import { peerKey, type PeerRef, type SourceChat } from "./source.ts";
import type { WorldChatDetails } from "../world.ts";

/** A chat's place in the world. */
export interface PlacedChat {
  readonly source: SourceChat;
  /** Where its messages are served; not always the peer of the file. */
  readonly peer: PeerRef;
  /** Absent for what cannot have one: a basic group that a supergroup of the file came from. */
  readonly name?: ChatName;
  /** The basic group that this supergroup came from. */
  readonly migratedFrom?: NonNullable<WorldChatDetails["migratedFrom"]>;
}

/**
 * Places a file's chats.
 *
 * @param sources The chats, in the order that names them.
 * @param fileName Names the chats; see {@linkcode chatName}.
 * @returns The chats' places, no two of them with one peer.
 *
 * @example A basic group is served as a supergroup
 * ```ts
 * import { placeChats } from "./place_chats.ts";
 * import assert from "node:assert/strict";
 *
 * const read = () => {
 *   throw new Error("Not read here");
 * };
 * const group = { peer: { type: "chat", id: 5 }, kind: "group", entries: [], read } as const;
 * assert.deepEqual(placeChats([group], "us.json")[0]?.peer, { type: "channel", id: 5 });
 * ```
 */
export function placeChats(
  sources: readonly SourceChat[],
  fileName: string,
): readonly PlacedChat[] {
  const channels = new Set(
    sources.filter(({ peer }) => peer.type === "channel").map(({ peer }) => peer.id),
  );
  const origins = new Map(
    sources
      .filter(({ migratedTo }) => migratedTo !== undefined && channels.has(migratedTo))
      .map((source) => [source.migratedTo, source]),
  );
  const isOrigin = new Set(origins.values());
  const taken = new Set<string>();
  return sources.map((source, index) => {
    const wanted = isOrigin.has(source) ? source.peer : publicPeer(source.peer);
    const peer = taken.has(peerKey(wanted)) ? remade(wanted, `${fileName} ${index}`) : wanted;
    taken.add(peerKey(peer));
    const origin = peer.type === "channel" ? origins.get(peer.id) : undefined;
    return {
      source,
      peer,
      ...(isOrigin.has(source) ? {} : { name: chatName(fileName, index + 1) }),
      ...(origin === undefined ? {} : { migratedFrom: migrationFrom(origin) }),
    };
  });
}

/** Basic groups have no names: as a supergroup one can be read. */
function publicPeer({ type, id }: PeerRef): PeerRef {
  return { type: type === "chat" ? "channel" : type, id };
}

function remade({ type }: PeerRef, seed: string): PeerRef {
  return { type, id: madeUpChatId(seed) };
}

function migrationFrom(
  { peer, entries }: SourceChat,
): NonNullable<WorldChatDetails["migratedFrom"]> {
  const maxId = entries.reduce((highest, { id }) => Math.max(highest, id), 0);
  return { chatId: peer.id, maxId };
}
