/**
 * Hostile text in every field that somebody else writes, not only in the message.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";
import { HOSTILE_ORIGIN, PEOPLE } from "../directory.ts";
import { channelPeer, type MessageFields, userPeer } from "../entities/peers.ts";
import { file } from "../media/documents.ts";
import { pollOf } from "../media/polls.ts";
import { personId } from "../people/people.ts";

/** A message whose other fields may be hostile. */
type Carrier = (text: string, thrown: Dice, date: number) => Partial<MessageFields>;

const inFileName: Carrier = (text, thrown, date) => ({
  media: new Api.MessageMediaDocument({
    document: file({ thrown, date, language: "en" }, {
      mimeType: "application/pdf",
      size: 4_096,
      attributes: [new Api.DocumentAttributeFilename({ fileName: `${text}.pdf` })],
    }),
  }),
});

const inAudioTitle: Carrier = (text, thrown, date) => ({
  media: new Api.MessageMediaDocument({
    document: file({ thrown, date, language: "en" }, {
      mimeType: "audio/mpeg",
      size: 90_000,
      attributes: [new Api.DocumentAttributeAudio({ duration: 60, title: text, performer: text })],
    }),
  }),
});

const inPreview: Carrier = (text, thrown) => ({
  media: new Api.MessageMediaWebPage({
    webpage: new Api.WebPage({
      id: identifier(thrown),
      url: "https://evil.example.org/page",
      displayUrl: "evil.example.org/page",
      hash: 0,
      siteName: text,
      title: text,
      description: text,
    }),
  }),
});

const inPoll: Carrier = (text, thrown) => ({
  message: "",
  entities: undefined,
  media: pollOf(thrown, { question: text, answers: [text, "No"] }),
});

const inContact: Carrier = (text) => ({
  message: "",
  entities: undefined,
  media: new Api.MessageMediaContact({
    phoneNumber: "12025550199",
    firstName: text,
    lastName: "",
    vcard: "",
    userId: bigInt(0),
  }),
});

const inVenue: Carrier = (text, thrown) => ({
  message: "",
  entities: undefined,
  media: new Api.MessageMediaVenue({
    geo: new Api.GeoPoint({ lat: 31.5, long: -42.5, accessHash: identifier(thrown) }),
    title: text,
    address: text,
    provider: "",
    venueId: "",
    venueType: "",
  }),
});

const inForward: Carrier = (text, _thrown, date) => ({
  fwdFrom: new Api.MessageFwdHeader({ fromName: text, date: date - 60 }),
});

const inAuthor: Carrier = (text) => ({ postAuthor: text });

/** The name is hostile, not the text: these two chose it themselves. */
const fromHostileChannel: Carrier = (_text, thrown, date) => ({
  fwdFrom: new Api.MessageFwdHeader({
    fromId: channelPeer(HOSTILE_ORIGIN.id),
    date: date - 60,
    channelPost: thrown.between(1, 500),
  }),
});

const fromHostilePerson: Carrier = (_text, _thrown, date) => ({
  fwdFrom: new Api.MessageFwdHeader({
    fromId: userPeer(personId(PEOPLE.hostile.n)),
    date: date - 60,
  }),
});

const CARRIERS: readonly Carrier[] = [
  inFileName,
  inForward,
  inPreview,
  inAuthor,
  inPoll,
  inContact,
  inVenue,
  inAudioTitle,
  fromHostileChannel,
  fromHostilePerson,
];

/** What else of a message is hostile; `turn` goes round the fields. */
export function carried(
  turn: number,
  text: string,
  thrown: Dice,
  date: number,
): Partial<MessageFields> {
  return CARRIERS[turn % CARRIERS.length]!(text, thrown, date);
}
