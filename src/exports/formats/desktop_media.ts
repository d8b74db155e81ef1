/**
 * What messages carry beside their text, as Telegram Desktop exports it where the files themselves are
 * not exported.
 *
 * @module
 */

import type { ExportLine } from "../line.ts";

type Media = NonNullable<ExportLine["media"]>;
type Fields = Readonly<Record<string, unknown>>;

/** Desktop's own words in place of a path; tools look for them. */
const NOT_INCLUDED = "(File not included. Change data exporting settings to download.)";

const DRAWN: Readonly<Record<Media["type"], (media: Media) => Fields>> = {
  photo: ({ size }) => ({ photo: NOT_INCLUDED, photo_file_size: size }),
  video: (media) => file(media, "video_file"),
  video_note: (media) => file(media, "video_message"),
  document: (media) => file(media),
  audio: (media) => ({ ...file(media, "audio_file"), title: media.title }),
  voice: (media) => file(media, "voice_message"),
  sticker: (media) => file(media, "sticker"),
  animation: (media) => file(media, "animation"),
  // Desktop leaves link previews out; the link stands in the text.
  link: () => ({}),
  poll: ({ poll }) => poll === undefined ? {} : { poll: pollOf(poll) },
  // Lines have no coordinates, names and numbers. Desktop writes null for a place without coordinates.
  location: ({ title }) => ({
    ...(title === undefined ? {} : { place_name: title, address: "" }),
    location_information: null,
  }),
  contact: () => ({
    contact_information: { first_name: "", last_name: "", phone_number: "" },
  }),
  other: () => ({}),
};

/**
 * Draws media.
 *
 * @param media The media; absent: none.
 * @returns Fields of a message; absent ones are `undefined`.
 */
export function desktopMedia(media: Media | undefined): Fields {
  return media === undefined ? {} : DRAWN[media.type](media);
}

function file({ duration, file_name, mime, size }: Media, media_type?: string): Fields {
  return {
    file: NOT_INCLUDED,
    file_name,
    file_size: size,
    media_type,
    mime_type: mime,
    duration_seconds: duration,
  };
}

function pollOf({ closed, options, question, total_voters = 0 }: NonNullable<Media["poll"]>) {
  const answers = options.map(({ text, voters = 0 }) => ({ text, voters, chosen: false }));
  return { question, closed: closed === true, total_voters, answers };
}
