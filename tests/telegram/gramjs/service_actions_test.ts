import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { serviceFact } from "../../../src/telegram/gramjs/service_actions.ts";
import { service } from "./tl.ts";

/** What is said of an action that user 77 took, read from the wire. */
function fact(action: Api.TypeMessageAction): string {
  const message = service(action);
  return serviceFact(message.action, message.fromId);
}

const CALL = new Api.InputGroupCall({ id: bigInt(1), accessHash: bigInt(1) });

const CASES: readonly (readonly [Api.TypeMessageAction, string])[] = [
  [new Api.MessageActionChannelCreate({ title: "News" }), 'created "News"'],
  [new Api.MessageActionChatEditTitle({ title: "New" }), 'changed the title to "New"'],
  [new Api.MessageActionChatAddUser({ users: [bigInt(77)] }), "joined"],
  [new Api.MessageActionChatAddUser({ users: [bigInt(1)] }), "added 1 member"],
  [new Api.MessageActionChatAddUser({ users: [bigInt(1), bigInt(2)] }), "added 2 members"],
  [new Api.MessageActionChatDeleteUser({ userId: bigInt(77) }), "left"],
  [new Api.MessageActionChatDeleteUser({ userId: bigInt(1) }), "removed a member"],
  [
    new Api.MessageActionChannelMigrateFrom({ title: "Old", chatId: bigInt(5) }),
    'upgraded from the group "Old"',
  ],
  [new Api.MessageActionPinMessage(), "pinned a message"],
  [new Api.MessageActionGroupCall({ call: CALL }), "started a video chat"],
  [new Api.MessageActionGroupCall({ call: CALL, duration: 60 }), "ended a video chat of 60 s"],
  [
    new Api.MessageActionGroupCallScheduled({ call: CALL, scheduleDate: 1_700_000_000 }),
    "scheduled a video chat for 2023-11-14T22:13:20Z",
  ],
  [new Api.MessageActionTopicCreate({ title: "Help", iconColor: 1 }), 'created the topic "Help"'],
  [new Api.MessageActionTopicEdit({ title: "Aid" }), 'renamed the topic to "Aid"'],
  [new Api.MessageActionTopicEdit({ closed: true }), "closed the topic"],
  [new Api.MessageActionTopicEdit({ closed: false }), "reopened the topic"],
  [new Api.MessageActionTopicEdit({ hidden: true }), "hid the topic"],
  [new Api.MessageActionTopicEdit({ iconEmojiId: bigInt(1) }), "changed the topic's icon"],
  [new Api.MessageActionSetMessagesTTL({ period: 60 }), "set messages to delete after 60 s"],
  [new Api.MessageActionEmpty(), "sent a service message without content"],
];

for (const [action, expected] of CASES) {
  Deno.test(`serviceFact() says: ${expected}`, () => assert.equal(fact(action), expected));
}

/** Every constructor of layer 198, with what its fact tells of. */
const FACTS: Readonly<Record<string, readonly [fields: object, fact: string]>> = {
  MessageActionEmpty: [{}, "sent a service message without content"],
  MessageActionChatCreate: [{ title: "T" }, 'created the group "T"'],
  MessageActionChatEditTitle: [{ title: "T" }, 'changed the title to "T"'],
  MessageActionChatEditPhoto: [{}, "changed the photo"],
  MessageActionChatDeletePhoto: [{}, "removed the photo"],
  MessageActionChatAddUser: [{ users: [1, 2] }, "added 2 members"],
  MessageActionChatDeleteUser: [{ userId: 1 }, "removed a member"],
  MessageActionChatJoinedByLink: [{}, "joined by an invite link"],
  MessageActionChannelCreate: [{ title: "T" }, 'created "T"'],
  MessageActionChatMigrateTo: [{}, "upgraded the group to a supergroup"],
  MessageActionChannelMigrateFrom: [{ title: "T" }, 'upgraded from the group "T"'],
  MessageActionPinMessage: [{}, "pinned a message"],
  MessageActionHistoryClear: [{}, "cleared the history"],
  MessageActionGameScore: [{ score: 9 }, "scored 9 in a game"],
  MessageActionPaymentSentMe: [{}, "made a payment"],
  MessageActionPaymentSent: [{}, "made a payment"],
  MessageActionPhoneCall: [{}, "made a call"],
  MessageActionScreenshotTaken: [{}, "took a screenshot"],
  MessageActionCustomAction: [{ message: "M" }, 'reported "M"'],
  MessageActionBotAllowed: [{}, "allowed a bot to write"],
  MessageActionSecureValuesSentMe: [{}, "shared Telegram Passport documents"],
  MessageActionSecureValuesSent: [{}, "shared Telegram Passport documents"],
  MessageActionContactSignUp: [{}, "joined Telegram"],
  MessageActionGeoProximityReached: [{ distance: 9 }, "came within 9 m of another member"],
  MessageActionGroupCall: [{}, "started a video chat"],
  MessageActionInviteToGroupCall: [{ users: [1] }, "invited 1 member to a video chat"],
  MessageActionSetMessagesTTL: [{ period: 0 }, "turned off automatic deletion"],
  MessageActionGroupCallScheduled: [
    { scheduleDate: 1_700_000_000 },
    "scheduled a video chat for 2023-11-14T22:13:20Z",
  ],
  MessageActionSetChatTheme: [{}, "changed the chat theme"],
  MessageActionChatJoinedByRequest: [{}, "joined after a request was approved"],
  MessageActionWebViewDataSentMe: [{}, "sent data from a web app"],
  MessageActionWebViewDataSent: [{}, "sent data from a web app"],
  MessageActionGiftPremium: [{ months: 3 }, "gave 3 months of Premium"],
  MessageActionTopicCreate: [{ title: "T" }, 'created the topic "T"'],
  MessageActionTopicEdit: [{}, "changed the topic's icon"],
  MessageActionSuggestProfilePhoto: [{}, "suggested a profile photo"],
  MessageActionRequestedPeer: [{}, "shared a chat with a bot"],
  MessageActionSetChatWallPaper: [{}, "changed the wallpaper"],
  MessageActionGiftCode: [{ months: 1 }, "gave 1 month of Premium by a code"],
  MessageActionGiveawayLaunch: [{}, "started a giveaway"],
  MessageActionGiveawayResults: [{ winnersCount: 2 }, "ended a giveaway with 2 winners"],
  MessageActionBoostApply: [{ boosts: 2 }, "boosted the chat 2 times"],
  MessageActionRequestedPeerSentMe: [{}, "shared a chat with a bot"],
  MessageActionPaymentRefunded: [{}, "got a refund"],
  MessageActionGiftStars: [{}, "gave Stars"],
  MessageActionPrizeStars: [{}, "won Stars"],
  MessageActionStarGift: [{}, "gave a gift"],
  MessageActionStarGiftUnique: [{}, "gave a collectible gift"],
};

function bare(className: string, fields: object): Api.TypeMessageAction {
  return { className, ...fields } as unknown as Api.TypeMessageAction;
}

Deno.test("serviceFact() has a fact for every constructor of an action, on purpose", () => {
  const names = Object.keys(Api).filter((name) => name.startsWith("MessageAction"));
  assert.deepEqual(names.sort(), Object.keys(FACTS).sort());
  for (const [name, [fields, expected]] of Object.entries(FACTS)) {
    assert.equal(serviceFact(bare(name, fields)), expected);
  }
});

Deno.test("serviceFact() admits what it does not know", () => {
  const fact = serviceFact(bare("MessageActionOfTomorrow", {}));
  assert.equal(fact, "did something that this version cannot describe");
});
