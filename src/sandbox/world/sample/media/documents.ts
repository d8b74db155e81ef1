/**
 * Files: what Telegram calls documents, from stickers to films.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";
import type { Language } from "../text/language.ts";
import { PHRASES } from "../text/phrases.ts";
import { fill } from "../text/template.ts";
import { fileReference, randomBytes } from "./photo.ts";

/** Who makes a file: what is thrown, when it was sent, in which language it is named. */
export interface MediaWish {
  readonly thrown: Dice;
  /** Unix seconds. */
  readonly date: number;
  readonly language: Language;
}

interface FileWish {
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  readonly attributes: Api.TypeDocumentAttribute[];
  readonly thumb?: boolean;
}

/** Makes a document. */
export function file({ thrown, date }: MediaWish, wish: FileWish): Api.Document {
  return new Api.Document({
    id: identifier(thrown),
    accessHash: identifier(thrown),
    fileReference: fileReference(thrown),
    date,
    mimeType: wish.mimeType,
    size: bigInt(wish.size),
    dcId: 2,
    ...(wish.thumb
      ? { thumbs: [new Api.PhotoSize({ type: "m", w: 320, h: 180, size: 11_204 })] }
      : {}),
    attributes: wish.attributes,
  });
}

const named = (fileName: string) => new Api.DocumentAttributeFilename({ fileName });

/** A title such as a programme or a report has. */
export function caption({ thrown, language }: MediaWish): string {
  return fill(thrown.pick(PHRASES[language].captions), PHRASES[language].slots, thrown);
}

const FILE_KINDS = [
  ["application/pdf", "pdf"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/zip", "zip"],
  ["text/plain", "txt"],
  ["image/png", "png"],
] as const;

/** A file of any kind. */
export function documentMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  const [mimeType, extension] = thrown.pick(FILE_KINDS);
  const image = extension === "png"
    ? [new Api.DocumentAttributeImageSize({ w: 2400, h: 1600 })]
    : [];
  return new Api.MessageMediaDocument({
    document: file(wish, {
      mimeType,
      size: thrown.between(900, 48_000_000),
      attributes: [...image, named(`${caption(wish)}.${extension}`)],
      thumb: image.length > 0,
    }),
  });
}

/** A film. */
export function videoMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  const duration = thrown.between(4, 900) + 0.5;
  return new Api.MessageMediaDocument({
    video: true,
    ...(thrown.chance(0.05) ? { spoiler: true } : {}),
    document: file(wish, {
      mimeType: "video/mp4",
      size: Math.round(duration * thrown.between(90_000, 420_000)),
      thumb: true,
      attributes: [
        new Api.DocumentAttributeVideo({ supportsStreaming: true, duration, w: 1280, h: 720 }),
        ...(thrown.chance(0.5) ? [named(`VID_${thrown.between(1000, 9999)}.mp4`)] : []),
      ],
    }),
  });
}

/** A film in a circle, as people record it in a chat. */
export function roundVideoMedia(wish: MediaWish): Api.MessageMediaDocument {
  const duration = wish.thrown.between(2, 60);
  return new Api.MessageMediaDocument({
    video: true,
    round: true,
    document: file(wish, {
      mimeType: "video/mp4",
      size: duration * 130_000,
      thumb: true,
      attributes: [
        new Api.DocumentAttributeVideo({ roundMessage: true, duration, w: 400, h: 400 }),
      ],
    }),
  });
}

/** A piece of music or a recorded programme. */
export function audioMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  const duration = thrown.between(60, 3600);
  return new Api.MessageMediaDocument({
    document: file(wish, {
      mimeType: "audio/mpeg",
      size: duration * 24_000,
      attributes: [
        new Api.DocumentAttributeAudio({
          duration,
          title: caption(wish),
          performer: "Radio 101",
        }),
        named(`track-${thrown.between(10, 99)}.mp3`),
      ],
    }),
  });
}

/** A voice message. */
export function voiceMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  const duration = thrown.between(1, 180);
  return new Api.MessageMediaDocument({
    voice: true,
    document: file(wish, {
      mimeType: "audio/ogg",
      size: duration * 3_900,
      attributes: [
        new Api.DocumentAttributeAudio({
          voice: true,
          duration,
          waveform: randomBytes(thrown, 63),
        }),
      ],
    }),
  });
}

const STICKER_KINDS = [
  ["image/webp", "sticker.webp"],
  ["application/x-tgsticker", "AnimatedSticker.tgs"],
  ["video/webm", "sticker.webm"],
] as const;

/** A sticker: still, drawn or filmed. */
export function stickerMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  const [mimeType, fileName] = thrown.pick(STICKER_KINDS);
  const stickerset = new Api.InputStickerSetID({
    id: identifier(thrown),
    accessHash: identifier(thrown),
  });
  return new Api.MessageMediaDocument({
    document: file(wish, {
      mimeType,
      size: thrown.between(4_000, 60_000),
      attributes: [
        new Api.DocumentAttributeImageSize({ w: 512, h: 512 }),
        new Api.DocumentAttributeSticker({
          alt: thrown.pick(["😀", "🐈", "❤️", "🦊"]),
          stickerset,
        }),
        named(fileName),
      ],
    }),
  });
}

/** An animation without sound, still called GIF. */
export function animationMedia(wish: MediaWish): Api.MessageMediaDocument {
  const { thrown } = wish;
  return new Api.MessageMediaDocument({
    document: file(wish, {
      mimeType: "video/mp4",
      size: thrown.between(90_000, 4_000_000),
      thumb: true,
      attributes: [
        new Api.DocumentAttributeVideo({ duration: thrown.between(1, 12), w: 480, h: 270 }),
        named("mp4.mp4"),
        new Api.DocumentAttributeAnimated(),
      ],
    }),
  });
}
