/**
 * Photos and files of a Telegram Desktop export, as raw API objects.
 *
 * @module
 */

import type { JsonObject } from "../json/json_parse.ts";
import { madeUpLong } from "../made_up.ts";
import { readInt } from "../tl/tl_values.ts";

/** Telegram's names for a photo's largest sizes and for a file's preview: core.telegram.org/api/files. */
const LARGEST = "y";
const PREVIEW = "m";

/** Previews fit into a square of this width, in pixels. */
const PREVIEW_WIDTH = 320;

/** What a kind of file is: its attributes, a flag of its media, a type for files that name none. */
interface FileKind {
  readonly mime: string;
  readonly flags?: JsonObject;
  attributes(json: JsonObject): readonly JsonObject[];
}

const FILE_KINDS: Readonly<Record<string, FileKind>> = {
  sticker: {
    mime: "image/webp",
    attributes: (json) => [
      ...imageSize(json),
      { _: "DocumentAttributeSticker", alt: json["sticker_emoji"] ?? "" },
    ],
  },
  video_message: {
    mime: "video/mp4",
    flags: { video: true, round: true },
    attributes: (json) => [{ ...video(json), round_message: true }],
  },
  voice_message: {
    mime: "audio/ogg",
    flags: { voice: true },
    attributes: (json) => [{
      _: "DocumentAttributeAudio",
      voice: true,
      duration: json["duration_seconds"],
    }],
  },
  animation: {
    mime: "video/mp4",
    attributes: (json) => [video(json), { _: "DocumentAttributeAnimated" }],
  },
  video_file: {
    mime: "video/mp4",
    flags: { video: true },
    attributes: (json) => [{ ...video(json), supports_streaming: true }],
  },
  audio_file: {
    mime: "audio/mpeg",
    attributes: ({ duration_seconds: duration, title, performer }) => [
      { _: "DocumentAttributeAudio", duration, title, performer },
    ],
  },
};

const PLAIN_FILE: FileKind = { mime: "application/octet-stream", attributes: imageSize };

/**
 * Makes the media of a photo.
 *
 * @param json A message with `photo`.
 * @param seed Seeds the photo's id.
 * @param date The photo's, in Unix seconds.
 * @returns A raw `MessageMediaPhoto`.
 */
export function photoMedia(json: JsonObject, seed: string, date: number): JsonObject {
  return { _: "MessageMediaPhoto", photo: rawPhoto(json, seed, date), ...protection(json) };
}

/**
 * Makes a photo.
 *
 * @param json A message with `photo`, `width`, `height` and, in newer exports, `photo_file_size`.
 * @param seed Seeds the photo's id.
 * @param date The photo's, in Unix seconds.
 * @returns A raw `Photo`.
 */
export function rawPhoto(json: JsonObject, seed: string, date: number): JsonObject {
  const { width: w, height: h, photo_file_size: size } = json;
  return {
    _: "Photo",
    id: madeUpLong(`photo ${seed}`).toString(),
    date,
    sizes: [{ _: "PhotoSize", type: LARGEST, w, h, size }],
  };
}

/**
 * Makes the media of a file of any kind.
 *
 * @param json A message with `file`, and `media_type` unless it is a plain file.
 * @param seed Seeds the file's id.
 * @param date The file's, in Unix seconds.
 * @returns A raw `MessageMediaDocument`.
 *
 * @example A voice message
 * ```ts
 * import { documentMedia } from "./desktop_files.ts";
 * import assert from "node:assert/strict";
 *
 * const media = documentMedia({ file: "voice.ogg", media_type: "voice_message" }, "1", 0);
 * assert.equal(media["voice"], true);
 * ```
 */
export function documentMedia(json: JsonObject, seed: string, date: number): JsonObject {
  const kind = FILE_KINDS[String(json["media_type"])] ?? PLAIN_FILE;
  const name = fileName(json);
  const document = {
    _: "Document",
    id: madeUpLong(`document ${seed}`).toString(),
    date,
    mime_type: json["mime_type"] ?? kind.mime,
    size: json["file_size"],
    thumbs: preview(json),
    attributes: [
      ...kind.attributes(json),
      ...name === undefined ? [] : [{ _: "DocumentAttributeFilename", file_name: name }],
    ],
  };
  return { _: "MessageMediaDocument", document, ...kind.flags, ...protection(json) };
}

function protection(json: JsonObject): JsonObject {
  return {
    spoiler: json["media_spoiler"] ?? false,
    ttl_seconds: json["self_destruct_period_seconds"],
  };
}

/** Where an export does not hold a file, a remark in brackets stands in place of its path. */
function fileName({ file_name, file }: JsonObject): string | undefined {
  if (typeof file_name === "string") return file_name;
  if (typeof file !== "string" || file.startsWith("(")) return undefined;
  return file.split("/").at(-1);
}

function video({ duration_seconds: duration, width: w, height: h }: JsonObject): JsonObject {
  return { _: "DocumentAttributeVideo", duration, w, h };
}

function imageSize({ width: w, height: h }: JsonObject): readonly JsonObject[] {
  return w === undefined || h === undefined ? [] : [{ _: "DocumentAttributeImageSize", w, h }];
}

function preview(json: JsonObject): readonly JsonObject[] {
  if (typeof json["thumbnail"] !== "string") return [];
  const width = Math.max(1, readInt(json["width"]) ?? 1);
  const height = Math.max(1, readInt(json["height"]) ?? 1);
  const scale = PREVIEW_WIDTH / Math.max(width, height);
  const w = Math.round(width * scale);
  const h = Math.round(height * scale);
  return [{ _: "PhotoSize", type: PREVIEW, w, h, size: json["thumbnail_file_size"] }];
}
