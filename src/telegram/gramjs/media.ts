/**
 * What a message carries beside its text.
 *
 * Constructors: https://core.telegram.org/type/MessageMedia, layer 198; what a document is follows from
 * its attributes (https://core.telegram.org/type/DocumentAttribute).
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { Media, MediaType, Poll } from "../../model/message.ts";
import { present } from "./present.ts";

type MediaName = Api.TypeMessageMedia["className"];
type MediaOf<Name extends MediaName> = Extract<Api.TypeMessageMedia, { className: Name }>;
type Readers = { readonly [Name in MediaName]: (media: MediaOf<Name>) => Media | undefined };

const other = (): Media => ({ type: "other" });

/** Coordinates and contacts' names and numbers are not carried: a reader of history needs neither. */
const READERS: Readers = {
  MessageMediaEmpty: () => undefined,
  MessageMediaPhoto: ({ photo }) => ({ type: "photo", ...present({ size: photoSize(photo) }) }),
  MessageMediaDocument: documentMedia,
  MessageMediaWebPage: ({ webpage }) => linkMedia(webpage),
  MessageMediaPoll: ({ poll, results }) => ({ type: "poll", poll: pollOf(poll, results) }),
  MessageMediaGeo: () => ({ type: "location" }),
  MessageMediaGeoLive: () => ({ type: "location" }),
  MessageMediaVenue: ({ title }) => ({ type: "location", ...present({ title }) }),
  MessageMediaContact: () => ({ type: "contact" }),
  MessageMediaGame: ({ game }) => ({ type: "other", ...present({ title: game.title }) }),
  MessageMediaInvoice: ({ title }) => ({ type: "other", ...present({ title }) }),
  MessageMediaDice: other,
  MessageMediaStory: other,
  MessageMediaPaidMedia: other,
  MessageMediaGiveaway: other,
  MessageMediaGiveawayResults: other,
  MessageMediaUnsupported: other,
};

/**
 * Turns Telegram's media into ours. What has no type of its own is `other`, and so are constructors of later layers.
 *
 * @param media The media.
 * @returns The media, or `undefined` when there is none.
 */
export function mediaOf(media: Api.TypeMessageMedia): Media | undefined {
  const read: Readers[MediaName] | undefined = READERS[media.className];
  // The table's type ties each function to its own media, which an index by union cannot show.
  return read === undefined ? other() : (read as (m: typeof media) => Media | undefined)(media);
}

/** Does the media vanish by itself after it was opened? */
export function hasLifetime(media: Api.TypeMessageMedia): boolean {
  return "ttlSeconds" in media && media.ttlSeconds !== undefined && media.ttlSeconds !== null;
}

/** Bytes of the largest version of a photo. */
function photoSize(photo: Api.TypePhoto | undefined): number | undefined {
  if (photo?.className !== "Photo") return undefined;
  const sizes = photo.sizes.flatMap((version) => {
    if (version.className === "PhotoSize") return [version.size];
    return version.className === "PhotoSizeProgressive" ? version.sizes : [];
  });
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function linkMedia(page: Api.TypeWebPage): Media {
  const url = "url" in page ? page.url : undefined;
  const title = "title" in page ? page.title : undefined;
  return { type: "link", ...present({ url, title }) };
}

function documentMedia(media: Api.MessageMediaDocument): Media {
  const { document } = media;
  if (document?.className !== "Document") return { type: declaredType(media) };
  const attributes = attributesOf(document);
  const { audio, video, fileName } = attributes;
  const duration = audio?.duration ?? video?.duration;
  return {
    type: documentType(attributes),
    ...present({
      file_name: fileName?.fileName,
      mime: document.mimeType,
      size: document.size.toJSNumber(),
      duration: duration === undefined ? undefined : Math.round(duration),
      title: audio && titleOf(audio),
    }),
  };
}

/** The type of a document that is no longer there, from the marks beside it. */
function declaredType({ video, round, voice }: Api.MessageMediaDocument): MediaType {
  if (voice) return "voice";
  if (round) return "video_note";
  return video ? "video" : "document";
}

function titleOf({ title, performer }: Api.DocumentAttributeAudio): string {
  return [performer, title].filter(Boolean).join(" - ");
}

interface Attributes {
  readonly sticker: boolean;
  readonly animated: boolean;
  readonly audio: Api.DocumentAttributeAudio | undefined;
  readonly video: Api.DocumentAttributeVideo | undefined;
  readonly fileName: Api.DocumentAttributeFilename | undefined;
}

function attributesOf({ attributes }: Api.Document): Attributes {
  type Attribute = Api.TypeDocumentAttribute;
  const find = <Name extends Attribute["className"]>(name: Name) =>
    attributes.find((one): one is Extract<Attribute, { className: Name }> =>
      one.className === name
    );
  return {
    sticker: find("DocumentAttributeSticker") !== undefined ||
      find("DocumentAttributeCustomEmoji") !== undefined,
    animated: find("DocumentAttributeAnimated") !== undefined,
    audio: find("DocumentAttributeAudio"),
    video: find("DocumentAttributeVideo"),
    fileName: find("DocumentAttributeFilename"),
  };
}

/** A sticker may also be a video, and an animation always may: the narrower word wins. */
function documentType({ sticker, animated, audio, video }: Attributes): MediaType {
  if (sticker) return "sticker";
  if (animated) return "animation";
  if (audio !== undefined) return audio.voice ? "voice" : "audio";
  if (video === undefined) return "document";
  return video.roundMessage ? "video_note" : "video";
}

function pollOf(poll: Api.Poll, results: Api.PollResults): Poll {
  const votes = new Map(
    (results.results ?? []).map((result) => [result.option.toString("hex"), result.voters]),
  );
  return {
    question: poll.question.text,
    options: poll.answers.map(({ text, option }) => ({
      text: text.text,
      ...present({ voters: votes.get(option.toString("hex")) }),
    })),
    ...present({ total_voters: results.totalVoters, closed: poll.closed }),
  };
}
