/**
 * What a search finds, as a history: pages are cut from it as from the chat's own.
 *
 * @module
 */

import type { History, WorldChat, WorldMessage } from "../../world/world.ts";
import { buildIndex, type ChatIndex } from "./chat_index.ts";
import { answersTo, type Criteria, factsOf, senderOf } from "./facts.ts";
import { pickedHistory } from "./picked_history.ts";
import { rememberResults } from "./results.ts";
import { copiedPost, threadRoot } from "./thread_root.ts";

/** A chat that can be searched, as it is at this moment. */
export interface SearchableChat {
  /** The messages that answer to the criteria. */
  find(criteria: Criteria): History;
  /** The id of a post's copy, by the post's key; see `thread_root.ts`. */
  copyOf(post: string): number | undefined;
  /** The keys of everyone who sent something, the latest first. */
  senders(): readonly string[];
}

/** What is known of a history, overlays included. */
interface Layer {
  find(criteria: Criteria): Int32Array;
  rootOf(id: number): number | undefined;
  copyOf(post: string): number | undefined;
  senders(): readonly string[];
}

const indexes = new WeakMap<History, Promise<ChatIndex>>();

/**
 * Makes a chat searchable; the first time its index is built, which takes seconds for a million
 * messages.
 *
 * The index is that of the history beneath all changes; added and edited messages are looked at one
 * by one.
 */
export async function searchable(chat: WorldChat): Promise<SearchableChat> {
  const layer = await layerOf(chat.history, chat.topics !== undefined);
  return {
    find: (criteria) => pickedHistory(chat.history, layer.find(criteria)),
    copyOf: layer.copyOf,
    senders: layer.senders,
  };
}

async function layerOf(history: History, isForum: boolean): Promise<Layer> {
  if (history.changes === undefined) return await indexOf(history, isForum);
  const below = await layerOf(history.changes.base, isForum);
  return changedLayer(below, history.changes, isForum);
}

function indexOf(history: History, isForum: boolean): Promise<ChatIndex> {
  const known = indexes.get(history);
  if (known !== undefined) return known;
  const built = buildIndex(history, isForum).then(rememberResults);
  indexes.set(history, built);
  // What threw once is tried again.
  built.catch(() => indexes.delete(history));
  return built;
}

function changedLayer(
  below: Layer,
  changes: NonNullable<History["changes"]>,
  isForum: boolean,
): Layer {
  const touched = changes.touched();
  if (touched.length === 0 && changes.log.length === 0) return below;
  const roots = new Map<number, number>();
  const rootOf = (id: number): number | undefined =>
    changes.isTouched(id) ? roots.get(id) : below.rootOf(id);
  for (const message of touched) {
    roots.set(message.id, threadRoot(message, { isForum, rootAt: rootOf }));
  }
  const find = (criteria: Criteria): Int32Array => {
    const kept = below.find(criteria).filter((id) => !changes.isTouched(id));
    const found = touched.filter((message) =>
      answersTo(factsOf(message, roots.get(message.id) ?? 0), criteria)
    );
    return found.length === 0 ? kept : merged(kept, found);
  };
  return {
    find,
    rootOf,
    copyOf: (post) => {
      const copy = touched.find((message) => copiedPost(message) === post)?.id ??
        below.copyOf(post);
      return copy !== undefined && isThere(copy, touched, changes) ? copy : undefined;
    },
    senders: () => [...new Set([...touched.map(senderOf).reverse(), ...below.senders()])],
  };
}

function isThere(
  id: number,
  touched: readonly WorldMessage[],
  changes: NonNullable<History["changes"]>,
): boolean {
  return !changes.isTouched(id) || touched.some((message) => message.id === id);
}

function merged(ids: Int32Array, messages: readonly WorldMessage[]): Int32Array {
  return Int32Array.from([...ids, ...messages.map(({ id }) => id)]).sort();
}
