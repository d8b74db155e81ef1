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
  [new Api.MessageActionEmpty(), "did something that this version cannot describe"],
];

for (const [action, expected] of CASES) {
  Deno.test(`serviceFact() says: ${expected}`, () => assert.equal(fact(action), expected));
}

Deno.test("serviceFact() has a fact for every action but the empty and the passport's", () => {
  const names = Object.keys(Api).filter((name) => name.startsWith("MessageAction"));
  assert.ok(names.length > 45);
  const silent = names.filter((className) => {
    const action = { className, users: [], title: "", message: "" };
    const scheduled = { ...action, scheduleDate: 0 } as unknown as Api.TypeMessageAction;
    return serviceFact(scheduled).startsWith("did something");
  });
  assert.deepEqual(silent.sort(), [
    "MessageActionEmpty",
    "MessageActionSecureValuesSent",
    "MessageActionSecureValuesSentMe",
  ]);
});
