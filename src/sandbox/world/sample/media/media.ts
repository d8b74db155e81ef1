/**
 * Media by kind, and which kinds may have words of their own.
 *
 * @module
 */

import type { Api } from "../../../../gramjs.ts";
import {
  animationMedia,
  audioMedia,
  documentMedia,
  type MediaWish,
  roundVideoMedia,
  stickerMedia,
  videoMedia,
  voiceMedia,
} from "./documents.ts";
import {
  contactMedia,
  diceMedia,
  geoMedia,
  liveGeoMedia,
  otherMedia,
  venueMedia,
} from "./others.ts";
import { photoMedia } from "./photo.ts";
import { pollMedia } from "./polls.ts";

/** Kinds of media that are made without knowing the text. */
const MAKERS = {
  photo: ({ thrown, date }: MediaWish): Api.TypeMessageMedia => photoMedia(thrown, date),
  video: videoMedia,
  round: roundVideoMedia,
  document: documentMedia,
  audio: audioMedia,
  voice: voiceMedia,
  sticker: stickerMedia,
  animation: animationMedia,
  poll: pollMedia,
  geo: geoMedia,
  liveGeo: liveGeoMedia,
  venue: venueMedia,
  contact: contactMedia,
  dice: diceMedia,
  other: otherMedia,
} as const satisfies Readonly<Record<string, (wish: MediaWish) => Api.TypeMessageMedia>>;

/** One of the kinds that {@linkcode mediaOf} makes. */
export type MediaKind = keyof typeof MAKERS;

/** What a message consists of: words alone, words with a preview, or media. */
export type Content = MediaKind | "text" | "webPage";

/** Kinds whose message may have a caption; the others come without words. */
const CAPTIONED: ReadonlySet<Content> = new Set([
  "text",
  "webPage",
  "photo",
  "video",
  "document",
  "audio",
  "voice",
  "animation",
]);

/** May a message with this content have words? */
export function mayHaveText(content: Content): boolean {
  return CAPTIONED.has(content);
}

/** Makes media. */
export function mediaOf(kind: MediaKind, wish: MediaWish): Api.TypeMessageMedia {
  return MAKERS[kind](wish);
}
