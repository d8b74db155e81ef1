/**
 * The bones of `@tgtk_news`: which posts exist, when they were sent, what each of them is.
 *
 * @module
 */

import { byWeight, dice } from "../dice.ts";
import { NEWS, SALT } from "../directory.ts";
import type { Content } from "../media/media.ts";
import { chooseIds } from "../tabled_history.ts";
import type { Language } from "../text/language.ts";
import { evenTimeline } from "../timeline.ts";

/** A post's place in an album. */
export interface AlbumPlace {
  /** The id of the album's first post. */
  readonly first: number;
  /** 2 to 10. */
  readonly size: number;
}

/** What a post is. */
export type PostPlan =
  | { readonly kind: "service"; readonly what: "created" | "photo" | "title" | "pin" }
  | { readonly kind: "post"; readonly content: Content; readonly album?: AlbumPlace };

/** The bones. */
export interface NewsFrame {
  readonly seed: number;
  /** The ids that exist, rising. */
  readonly ids: Int32Array;
  /** Unix seconds; an album's posts share one. */
  readonly dateOf: (id: number) => number;
  readonly planOf: (id: number) => PostPlan;
  readonly languageOf: (id: number) => Language;
}

/** Ids come in rows of this many; at most one album starts in each. */
const ROW = 12;
const ALBUM_CHANCE = 0.12;

const CONTENTS: readonly (readonly [Content, number])[] = [
  ["text", 38],
  ["photo", 20],
  ["video", 8],
  ["webPage", 10],
  ["document", 4],
  ["audio", 2.5],
  ["voice", 2.5],
  ["animation", 3],
  ["sticker", 1.5],
  ["poll", 4],
  ["round", 1],
  ["geo", 0.8],
  ["liveGeo", 0.4],
  ["venue", 1],
  ["contact", 0.8],
  ["dice", 0.7],
  ["other", 0.8],
];

const ALBUM_CONTENTS: readonly (readonly [Content, number])[] = [["photo", 4], ["video", 1]];

const SERVICES: ReadonlyMap<number, PostPlan> = new Map<number, PostPlan>([
  [1, { kind: "service", what: "created" }],
  [NEWS.photoEdited, { kind: "service", what: "photo" }],
  [NEWS.titleEdited, { kind: "service", what: "title" }],
  ...NEWS.pinned.map((id): [number, PostPlan] => [id + 1, { kind: "service", what: "pin" }]),
]);

/** Posts that other things rely on: they are never deleted and never part of an album. */
const FIXED: ReadonlyMap<number, Content> = new Map<number, Content>([
  ...NEWS.pinned.map((id): [number, Content] => [id, "text"]),
  [NEWS.busy.id, "photo"],
  [NEWS.withLifetime, "text"],
  [NEWS.viewOnce, "photo"],
  [NEWS.lastId, "text"],
]);

const rowOf = (id: number) => Math.floor((id - 1) / ROW);
const rowsWithoutAlbum = new Set([...SERVICES.keys(), ...FIXED.keys()].map(rowOf));

/** Lays out the channel. */
export function newsFrame(seed: number): NewsFrame {
  const albumOf = (id: number) => albumAround(seed, id);
  const sentAt = evenTimeline(NEWS, seed, NEWS.id);
  const ids = chooseIds({
    ...NEWS,
    seed,
    chat: NEWS.id,
    isKept: (id) => SERVICES.has(id) || FIXED.has(id) || albumOf(id) !== undefined,
  });
  return {
    seed,
    ids,
    dateOf: (id) => sentAt(albumOf(id)?.first ?? id),
    planOf: (id) => SERVICES.get(id) ?? planPost(seed, id, albumOf(id)),
    languageOf: (id) =>
      dice(seed, NEWS.id, albumOf(id)?.first ?? id, SALT.kind).chance(0.5) ? "ru" : "en",
  };
}

function albumAround(seed: number, id: number): AlbumPlace | undefined {
  const row = rowOf(id);
  if (rowsWithoutAlbum.has(row)) return undefined;
  const thrown = dice(seed, NEWS.id, row, SALT.album);
  if (!thrown.chance(ALBUM_CHANCE)) return undefined;
  const size = thrown.between(2, 10);
  const first = 1 + row * ROW + thrown.below(ROW - size + 1);
  return id >= first && id < first + size ? { first, size } : undefined;
}

function planPost(seed: number, id: number, album: AlbumPlace | undefined): PostPlan {
  const thrown = dice(seed, NEWS.id, id, SALT.kind);
  // The first throw of these dice is the language's.
  thrown.fraction();
  if (album !== undefined) {
    return { kind: "post", content: byWeight(thrown.fraction(), ALBUM_CONTENTS), album };
  }
  return { kind: "post", content: FIXED.get(id) ?? byWeight(thrown.fraction(), CONTENTS) };
}
