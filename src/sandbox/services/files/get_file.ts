/**
 * `upload.getFile`.
 *
 * https://core.telegram.org/api/files#downloading-files
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";
import { type Refusal, resolvePeer } from "../peers.ts";
import { filler, picture } from "./picture.ts";
import { type KnownFile, knownFile } from "./known_files.ts";

interface GetFile {
  readonly precise?: boolean;
  readonly location: Api.TypeInputFileLocation;
  readonly offset: Api.long;
  readonly limit: number;
}

/** A file that may be downloaded. */
interface Download {
  readonly size: number;
  readonly isPicture: boolean;
  /** Unix seconds. */
  readonly date: number;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;
/** Sizes of chat photos are told nowhere: the small one and the big one. */
const CHAT_PHOTO = { small: 4_000, big: 20_000 } as const;

/** Files of messages that were served, and chat photos. */
export const filesService: Service = {
  "upload.getFile": method((request: GetFile, context) => {
    const offset = request.offset.toJSNumber();
    const refusal = checkPart(offset, request);
    if (refusal !== undefined) return refusal;
    const download = findDownload(request.location, context);
    return "error" in download ? download : { answer: partOf(download, offset, request.limit) };
  }),
};

/**
 * Checks which part is asked for: multiples of 4 KiB (1 KiB if `precise`), never across a multiple
 * of a mebibyte.
 */
function checkPart(
  offset: number,
  { precise, limit }: GetFile,
): Refusal | undefined {
  const step = precise ? KIBIBYTE : 4 * KIBIBYTE;
  if (offset < 0 || offset % step !== 0) return rpcError(400, "OFFSET_INVALID");
  const isPart = limit > 0 && limit % step === 0 && (precise || MEBIBYTE % limit === 0);
  return isPart && mebibyteOf(offset) === mebibyteOf(offset + limit - 1)
    ? undefined
    : rpcError(400, "LIMIT_INVALID");
}

function mebibyteOf(offset: number): number {
  return Math.floor(offset / MEBIBYTE);
}

function findDownload(
  location: Api.TypeInputFileLocation,
  context: ServiceContext,
): Download | Refusal {
  switch (location.className) {
    case "InputPhotoFileLocation":
      return fileAt(location, "Photo", context);
    case "InputDocumentFileLocation":
      return fileAt(location, "Document", context);
    case "InputPeerPhotoFileLocation":
      return chatPhoto(location, context);
    default:
      return rpcError(400, "LOCATION_INVALID");
  }
}

function fileAt(
  location: Api.InputPhotoFileLocation | Api.InputDocumentFileLocation,
  className: KnownFile["className"],
  { world }: ServiceContext,
): Download | Refusal {
  const { id, accessHash, fileReference, thumbSize } = location;
  if (fileReference.length === 0) return rpcError(400, "FILE_REFERENCE_EMPTY");
  const file = knownFile(world, className, id);
  // Not served since the start: the client gets a new reference by reading the message again.
  if (file === undefined) return rpcError(400, "FILE_REFERENCE_EXPIRED");
  if (!file.accessHash.equals(accessHash)) return rpcError(400, "LOCATION_INVALID");
  if (!Buffer.from(file.fileReference).equals(fileReference)) {
    return rpcError(400, "FILE_REFERENCE_EXPIRED");
  }
  return sizedDownload(file, thumbSize) ?? rpcError(400, "LOCATION_INVALID");
}

/** A photo has nothing but sizes; a document without a size is the document itself. */
function sizedDownload(file: KnownFile, thumbSize: string): Download | undefined {
  const { date } = file;
  if (file.className === "Document" && thumbSize === "") {
    const isPicture = file.mimeType.startsWith("image/");
    return { size: file.size.toJSNumber(), isPicture, date };
  }
  const sizes = file.className === "Photo" ? file.sizes : file.thumbs ?? [];
  const found = sizes.find((size) => size.type === thumbSize);
  const size = found && bytesOf(found);
  return size === undefined ? undefined : { size, isPicture: true, date };
}

/** Sizes that stand in the message itself are nowhere else. */
function bytesOf(size: Api.TypePhotoSize): number | undefined {
  if (size.className === "PhotoSize") return size.size;
  return size.className === "PhotoSizeProgressive" ? size.sizes.at(-1) : undefined;
}

function chatPhoto(
  { peer, photoId, big }: Api.InputPeerPhotoFileLocation,
  context: ServiceContext,
): Download | Refusal {
  const chat = resolvePeer(peer, context);
  if ("error" in chat) return chat;
  const { photo } = chat.entity;
  if (!photo || !("photoId" in photo) || !photo.photoId.equals(photoId)) {
    return rpcError(400, "LOCATION_INVALID");
  }
  const size = big ? CHAT_PHOTO.big : CHAT_PHOTO.small;
  return { size, isPicture: true, date: context.now() };
}

/** What lies beyond the end is empty. */
function partOf({ size, isPicture, date }: Download, offset: number, limit: number) {
  const bytes = isPicture
    ? picture(size).subarray(offset, offset + limit)
    : filler(offset, Math.max(0, Math.min(limit, size - offset)));
  return new Api.upload.File({
    type: isPicture ? new Api.storage.FileJpeg() : new Api.storage.FileUnknown(),
    mtime: date,
    bytes: Buffer.from(bytes),
  });
}
