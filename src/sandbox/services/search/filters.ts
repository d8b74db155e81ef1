/**
 * What each `InputMessagesFilter` lets through.
 *
 * https://core.telegram.org/type/MessagesFilter
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import type { WorldMessage } from "../../world/world.ts";

type Test = (message: WorldMessage) => boolean;
type FilterName = Exclude<Api.TypeMessagesFilter["className"], "InputMessagesFilterEmpty">;

const isVideo = (message: WorldMessage): boolean => {
  const video = attribute(message, "DocumentAttributeVideo");
  return video !== undefined && !video.roundMessage && !isAnimation(message);
};
const isPhoto: Test = (message) => mediaOf(message)?.className === "MessageMediaPhoto";
const isAnimation: Test = (message) => has(message, "DocumentAttributeAnimated");
const isVoice: Test = (message) => attribute(message, "DocumentAttributeAudio")?.voice === true;
const isRound: Test = (message) =>
  attribute(message, "DocumentAttributeVideo")?.roundMessage === true;

/** Attributes of what has a filter of its own, or, as stickers do, none. */
const NO_FILE: ReadonlySet<string> = new Set<Api.TypeDocumentAttribute["className"]>([
  "DocumentAttributeAnimated",
  "DocumentAttributeAudio",
  "DocumentAttributeCustomEmoji",
  "DocumentAttributeSticker",
  "DocumentAttributeVideo",
]);
const LINKS: ReadonlySet<string> = new Set(["MessageEntityUrl", "MessageEntityTextUrl"]);
const PLACES: ReadonlySet<string> = new Set([
  "MessageMediaGeo",
  "MessageMediaGeoLive",
  "MessageMediaVenue",
]);

const TESTS: Readonly<Record<FilterName, Test>> = {
  InputMessagesFilterPhotos: isPhoto,
  InputMessagesFilterVideo: isVideo,
  InputMessagesFilterPhotoVideo: (message) => isPhoto(message) || isVideo(message),
  InputMessagesFilterDocument: (message) => {
    const attributes = attributesOf(message);
    return attributes !== undefined && !attributes.some(({ className }) => NO_FILE.has(className));
  },
  InputMessagesFilterUrl: (message) =>
    mediaOf(message)?.className === "MessageMediaWebPage" ||
    entitiesOf(message).some(({ className }) => LINKS.has(className)),
  InputMessagesFilterGif: isAnimation,
  InputMessagesFilterVoice: isVoice,
  InputMessagesFilterMusic: (message) =>
    has(message, "DocumentAttributeAudio") && !isVoice(message),
  InputMessagesFilterRoundVideo: isRound,
  InputMessagesFilterRoundVoice: (message) => isVoice(message) || isRound(message),
  InputMessagesFilterChatPhotos: (message) =>
    actionOf(message)?.className === "MessageActionChatEditPhoto",
  InputMessagesFilterPhoneCalls: (message) =>
    actionOf(message)?.className === "MessageActionPhoneCall",
  InputMessagesFilterMyMentions: (message) => message.mentioned === true,
  InputMessagesFilterGeo: (message) => PLACES.has(mediaOf(message)?.className ?? ""),
  InputMessagesFilterContacts: (message) => mediaOf(message)?.className === "MessageMediaContact",
  InputMessagesFilterPinned: (message) =>
    message.className === "Message" && message.pinned === true,
};

/** A call that nobody took. */
const isMissedCall: Test = (message) => {
  const action = actionOf(message);
  return action?.className === "MessageActionPhoneCall" &&
    action.reason?.className === "PhoneCallDiscardReasonMissed";
};

const BITS: readonly (readonly [name: string, test: Test])[] = [
  ...Object.entries(TESTS),
  ["missed", isMissedCall],
];
const BIT_OF: ReadonlyMap<string, number> = new Map(
  BITS.map(([name], place) => [name, 1 << place]),
);

/**
 * The filters that let a message through, one bit each.
 *
 * @example A photo
 * ```ts
 * import { filterBit, filterBits } from "./filters.ts";
 * import { Api, bigInt } from "../../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peerId = new Api.PeerUser({ userId: bigInt(1) });
 * const media = new Api.MessageMediaPhoto({});
 * const message = new Api.Message({ id: 1, peerId, date: 0, message: "", media });
 * const photos = filterBit(new Api.InputMessagesFilterPhotos());
 * assert.equal((filterBits(message) & photos) === photos, true);
 * ```
 */
export function filterBits(message: WorldMessage): number {
  return BITS.reduce((bits, [, test], place) => test(message) ? bits | (1 << place) : bits, 0);
}

/** The bit of a filter; 0 for the empty one, which lets everything through. */
export function filterBit(filter: Api.TypeMessagesFilter): number {
  const missed = filter.className === "InputMessagesFilterPhoneCalls" && filter.missed;
  return BIT_OF.get(missed ? "missed" : filter.className) ?? 0;
}

function mediaOf(message: WorldMessage): Api.TypeMessageMedia | undefined {
  return message.className === "Message" ? message.media ?? undefined : undefined;
}

function actionOf(message: WorldMessage): Api.TypeMessageAction | undefined {
  return message.className === "MessageService" ? message.action : undefined;
}

function entitiesOf(message: WorldMessage): readonly Api.TypeMessageEntity[] {
  return message.className === "Message" ? message.entities ?? [] : [];
}

/** The attributes of a message's document; nothing where it has none. */
function attributesOf(message: WorldMessage): readonly Api.TypeDocumentAttribute[] | undefined {
  const media = mediaOf(message);
  if (media?.className !== "MessageMediaDocument") return undefined;
  return media.document?.className === "Document" ? media.document.attributes : undefined;
}

function attribute<Name extends Api.TypeDocumentAttribute["className"]>(
  message: WorldMessage,
  name: Name,
): Extract<Api.TypeDocumentAttribute, { className: Name }> | undefined {
  return attributesOf(message)?.find((each) => each.className === name) as
    | Extract<Api.TypeDocumentAttribute, { className: Name }>
    | undefined;
}

function has(message: WorldMessage, name: Api.TypeDocumentAttribute["className"]): boolean {
  return attribute(message, name) !== undefined;
}
