import assert from "node:assert/strict";
import { bytesOf, requestClasses } from "./request_classes.ts";
import { Api } from "../../../src/gramjs.ts";
import { allowedName } from "../../../src/telegram/gramjs/allow_list.ts";

const WITHOUT_UPDATES = 0xbf9459b7;

Deno.test("allowedName() passes exactly these of all request classes, wrapped", () => {
  const classes = requestClasses();
  assert.ok(classes.length > 690);
  const passed = classes
    .filter((entry) => allowedName(bytesOf(WITHOUT_UPDATES, entry.CONSTRUCTOR_ID)) !== undefined)
    .map((entry) => entry.className);
  assert.deepEqual(passed.sort(), [
    "channels.GetChannels",
    "channels.GetForumTopics",
    "channels.GetFullChannel",
    "channels.GetMessages",
    "contacts.ResolveUsername",
    "help.GetConfig",
    "messages.GetChats",
    "messages.GetDiscussionMessage",
    "messages.GetFullChat",
    "messages.GetHistory",
    "messages.GetMessages",
    "messages.GetReplies",
    "messages.Search",
    "users.GetFullUser",
    "users.GetUsers",
  ]);
});

Deno.test("allowedName() passes exactly these of all request classes, bare", () => {
  const passed = requestClasses()
    .filter((entry) => allowedName(bytesOf(entry.CONSTRUCTOR_ID, 0, 0, 0, 0)) !== undefined)
    .map((entry) => entry.className);
  assert.deepEqual(passed.sort(), ["Ping", "PingDelayDisconnect"]);
});

Deno.test("allowedName() refuses every other wrapper round an allowed read", () => {
  const read = new Api.help.GetConfig();
  const refused = [
    new Api.InvokeAfterMsgs({ msgIds: [], query: read }),
    new Api.InvokeWithoutUpdates({ query: new Api.InvokeWithoutUpdates({ query: read }) }),
    new Api.InvokeWithLayer({ layer: 198, query: read }),
    new Api.InvokeWithLayer({ layer: 198, query: opening(read) }),
    new Api.InvokeWithLayer({ layer: 100, query: opening(wrapped(read)) }),
    new Api.InvokeWithLayer({ layer: 198, query: opening(wrapped(new Api.updates.GetState())) }),
    opening(wrapped(read)),
  ];
  assert.deepEqual(refused.map((request) => allowedName(request.getBytes())), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("allowedName() passes the request that opens a connection", () => {
  const request = new Api.InvokeWithLayer({
    layer: 198,
    query: opening(wrapped(new Api.help.GetConfig())),
  });
  assert.equal(allowedName(request.getBytes()), "help.getConfig");
});

Deno.test("allowedName() passes acknowledgements and refuses what is too short", () => {
  assert.equal(allowedName(new Api.MsgsAck({ msgIds: [] }).getBytes()), "msgs_ack");
  assert.equal(allowedName(new Uint8Array(0)), undefined);
  assert.equal(allowedName(bytesOf(WITHOUT_UPDATES)), undefined);
});

function wrapped(query: Api.AnyRequest): Api.InvokeWithoutUpdates {
  return new Api.InvokeWithoutUpdates({ query });
}

function opening(query: Api.AnyRequest): Api.InitConnection {
  return new Api.InitConnection({
    apiId: 1,
    deviceModel: "m",
    systemVersion: "s",
    appVersion: "a",
    systemLangCode: "en",
    langPack: "",
    langCode: "en",
    query,
  });
}
