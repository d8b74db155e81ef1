/**
 * What service messages report, as short facts in English. Names that users chose stand in quotes.
 *
 * Constructors: https://core.telegram.org/type/MessageAction, layer 198.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { peerId } from "./people.ts";

type ActionName = Api.TypeMessageAction["className"];
type ActionOf<Name extends ActionName> = Extract<Api.TypeMessageAction, { className: Name }>;
type Facts = {
  readonly [Name in ActionName]:
    | string
    | ((action: ActionOf<Name>, from?: Api.TypePeer) => string);
};

const FACTS: Facts = {
  MessageActionEmpty: "sent a service message without content",
  MessageActionChatCreate: ({ title }) => `created the group "${title}"`,
  MessageActionChannelCreate: ({ title }) => `created "${title}"`,
  MessageActionChatEditTitle: ({ title }) => `changed the title to "${title}"`,
  MessageActionChatEditPhoto: "changed the photo",
  MessageActionChatDeletePhoto: "removed the photo",
  MessageActionChatAddUser: ({ users }, from) =>
    users.length === 1 && isUser(from, users[0])
      ? "joined"
      : `added ${count(users.length, "member")}`,
  MessageActionChatDeleteUser: ({ userId }, from) =>
    isUser(from, userId) ? "left" : "removed a member",
  MessageActionChatJoinedByLink: "joined by an invite link",
  MessageActionChatJoinedByRequest: "joined after a request was approved",
  MessageActionChatMigrateTo: "upgraded the group to a supergroup",
  MessageActionChannelMigrateFrom: ({ title }) => `upgraded from the group "${title}"`,
  MessageActionPinMessage: "pinned a message",
  MessageActionHistoryClear: "cleared the history",
  MessageActionGameScore: ({ score }) => `scored ${score} in a game`,
  MessageActionPaymentSentMe: "made a payment",
  MessageActionPaymentSent: "made a payment",
  MessageActionPaymentRefunded: "got a refund",
  MessageActionPhoneCall: ({ video }) => video ? "made a video call" : "made a call",
  MessageActionScreenshotTaken: "took a screenshot",
  MessageActionCustomAction: ({ message }) => `reported "${message}"`,
  MessageActionBotAllowed: "allowed a bot to write",
  MessageActionSecureValuesSent: "shared Telegram Passport documents",
  MessageActionSecureValuesSentMe: "shared Telegram Passport documents",
  MessageActionContactSignUp: "joined Telegram",
  MessageActionGeoProximityReached: ({ distance }) => `came within ${distance} m of another member`,
  MessageActionGroupCall: ({ duration }) =>
    duration ? `ended a video chat of ${duration} s` : "started a video chat",
  MessageActionInviteToGroupCall: ({ users }) =>
    `invited ${count(users.length, "member")} to a video chat`,
  MessageActionGroupCallScheduled: ({ scheduleDate }) =>
    `scheduled a video chat for ${instant(scheduleDate)}`,
  MessageActionSetMessagesTTL: ({ period }) =>
    period ? `set messages to delete after ${period} s` : "turned off automatic deletion",
  MessageActionSetChatTheme: "changed the chat theme",
  MessageActionSetChatWallPaper: "changed the wallpaper",
  MessageActionWebViewDataSent: "sent data from a web app",
  MessageActionWebViewDataSentMe: "sent data from a web app",
  MessageActionGiftPremium: ({ months }) => `gave ${count(months, "month")} of Premium`,
  MessageActionGiftCode: ({ months }) => `gave ${count(months, "month")} of Premium by a code`,
  MessageActionGiftStars: "gave Stars",
  MessageActionPrizeStars: "won Stars",
  MessageActionStarGift: "gave a gift",
  MessageActionStarGiftUnique: "gave a collectible gift",
  MessageActionGiveawayLaunch: "started a giveaway",
  MessageActionGiveawayResults: ({ winnersCount }) =>
    `ended a giveaway with ${count(winnersCount, "winner")}`,
  MessageActionBoostApply: ({ boosts }) => `boosted the chat ${count(boosts, "time")}`,
  MessageActionTopicCreate: ({ title }) => `created the topic "${title}"`,
  MessageActionTopicEdit: topicEdit,
  MessageActionSuggestProfilePhoto: "suggested a profile photo",
  MessageActionRequestedPeer: "shared a chat with a bot",
  MessageActionRequestedPeerSentMe: "shared a chat with a bot",
};

/** What is said of the actions of later layers. */
const OTHER = "did something that this version cannot describe";

/**
 * Describes an action.
 *
 * @param action What happened.
 * @param from Who did it: joining and leaving are told from adding and removing by it.
 * @returns A verb phrase without its subject.
 */
export function serviceFact(action: Api.TypeMessageAction, from?: Api.TypePeer): string {
  const fact: Facts[ActionName] | undefined = FACTS[action.className];
  // The table's type ties each function to its own action, which an index by union cannot show.
  if (typeof fact === "function") {
    return (fact as (a: typeof action, f?: typeof from) => string)(action, from);
  }
  return fact ?? OTHER;
}

function isUser(
  peer: Api.TypePeer | undefined,
  userId: { toJSNumber(): number } | undefined,
): boolean {
  return !!peer && !!userId && peerId(peer) === userId.toJSNumber();
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function topicEdit(edit: Api.MessageActionTopicEdit): string {
  if (edit.title) return `renamed the topic to "${edit.title}"`;
  if (typeof edit.closed === "boolean") {
    return edit.closed ? "closed the topic" : "reopened the topic";
  }
  if (typeof edit.hidden === "boolean") {
    return edit.hidden ? "hid the topic" : "showed the topic again";
  }
  return "changed the topic's icon";
}
