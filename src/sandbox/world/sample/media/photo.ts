/**
 * Photos: sizes and references, no pixels.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";

/** A file reference, as it comes from nowhere: the same for the same dice. */
export function fileReference(thrown: Dice): Buffer {
  return randomBytes(thrown, 21);
}

/** Bytes that mean nothing. */
export function randomBytes(thrown: Dice, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => thrown.below(256)));
}

const SHAPES = [[1280, 960], [1280, 853], [960, 1280], [1080, 1080], [2560, 1440]] as const;

/** Makes a photo. */
export function photo(thrown: Dice, date: number): Api.Photo {
  const [w, h] = thrown.pick(SHAPES);
  const bytes = thrown.between(60_000, 420_000);
  return new Api.Photo({
    id: identifier(thrown),
    accessHash: identifier(thrown),
    fileReference: fileReference(thrown),
    date,
    dcId: 2,
    sizes: [
      new Api.PhotoStrippedSize({ type: "i", bytes: randomBytes(thrown, 32) }),
      new Api.PhotoSize({
        type: "m",
        w: Math.round(w / 4),
        h: Math.round(h / 4),
        size: bytes >> 4,
      }),
      new Api.PhotoSizeProgressive({
        type: "y",
        w,
        h,
        sizes: [bytes >> 3, bytes >> 2, bytes >> 1, bytes],
      }),
    ],
  });
}

/** A photo as a message carries it. */
export function photoMedia(thrown: Dice, date: number): Api.MessageMediaPhoto {
  return new Api.MessageMediaPhoto({
    ...(thrown.chance(0.03) ? { spoiler: true } : {}),
    photo: photo(thrown, date),
  });
}

/** A photo that can be looked at once, for some seconds. */
export function viewOncePhoto(
  thrown: Dice,
  date: number,
  ttlSeconds: number,
): Api.MessageMediaPhoto {
  return new Api.MessageMediaPhoto({ photo: photo(thrown, date), ttlSeconds });
}
