import assert from "node:assert/strict";
import { parseChatInput } from "../../src/model/chat_input.ts";

const name = (username: string, place = {}) => ({
  ok: true,
  value: { by: "username", username, ...place },
});
const id = (value: number, place = {}) => ({ ok: true, value: { by: "id", id: value, ...place } });

const UNDERSTOOD: readonly (readonly [string, unknown])[] = [
  ["@durov", name("durov")],
  ["durov", name("durov")],
  ["  @TGTK_News ", name("TGTK_News")],
  ["2024_dump", name("2024_dump")],
  ["t.me/durov", name("durov")],
  ["T.ME/durov", name("durov")],
  ["https://t.me/durov/", name("durov")],
  ["http://www.t.me/durov", name("durov")],
  ["https://telegram.me/durov", name("durov")],
  ["https://telegram.dog/durov?single", name("durov")],
  ["https://durov.t.me", name("durov")],
  ["durov.t.me/142", name("durov", { message_id: 142 })],
  ["https://t.me/s/durov", name("durov")],
  ["https://t.me/s/durov/142", name("durov", { message_id: 142 })],
  ["https://t.me/durov/142", name("durov", { message_id: 142 })],
  ["https://t.me/tgtk_forum/4/120", name("tgtk_forum", { topic_id: 4, message_id: 120 })],
  ["https://t.me/tgtk_forum/120?thread=4", name("tgtk_forum", { topic_id: 4, message_id: 120 })],
  ["https://t.me/durov/142?comment=9", name("durov", { message_id: 142, comment_id: 9 })],
  ["tg://resolve?domain=durov", name("durov")],
  ["tg:resolve?domain=durov&post=142", name("durov", { message_id: 142 })],
  ["tg://resolve?domain=durov&post=120&thread=4", name("durov", { topic_id: 4, message_id: 120 })],
  ["-1001746611944", id(-1001746611944)],
  ["1746611944", id(1746611944)],
  ["-42", id(-42)],
  ["https://t.me/c/1746611944/106", id(-1001746611944, { message_id: 106 })],
  ["tg://privatepost?channel=1746611944&post=106", id(-1001746611944, { message_id: 106 })],
];

for (const [input, expected] of UNDERSTOOD) {
  Deno.test(`parseChatInput() understands ${JSON.stringify(input)}`, () => {
    assert.deepEqual(parseChatInput(input, "chat"), expected);
  });
}

const INVITES = [
  "https://t.me/+AbCdEfGhIjKlMnOp",
  "t.me/joinchat/AbCdEfGhIjKlMnOp",
  "tg://join?invite=AbCdEfGhIjKlMnOp",
  "+AbCdEfGhIjKlMnOp",
];

for (const input of INVITES) {
  Deno.test(`parseChatInput() refuses the invitation ${input}`, () => {
    assert.deepEqual(parseChatInput(input, "chat"), {
      ok: false,
      failure: { code: "CHANNEL_PRIVATE", reason: "invite_link" },
    });
  });
}

const REFUSED = [
  "",
  "@",
  "me",
  "@me",
  "ME",
  "self",
  "t.me/me",
  "tg://resolve?domain=me",
  "+79991234567",
  "+7 (999) 123-45-67",
  "https://t.me/+79991234567",
  "tg://resolve?phone=79991234567",
  "https://t.me/",
  "https://t.me/share/url?url=x",
  "https://t.me/addstickers/Animals",
  "https://t.me/proxy?server=x",
  "https://example.org/durov",
  "https://t.me.example.org/durov",
  "0",
  "-0",
  "12345678901234567890",
  "two words",
  "дуров",
  "durov%",
  "t.me/%zz",
  "tg://settings",
  "t.me/c/0/1",
];

for (const input of REFUSED) {
  Deno.test(`parseChatInput() refuses ${JSON.stringify(input)} and says what was expected`, () => {
    assert.deepEqual(parseChatInput(input, "chat"), {
      ok: false,
      failure: {
        code: "VALIDATION_ERROR",
        field: "chat",
        expected:
          "a public chat: @name, a t.me link to it or to one of its messages, or an id such as -1001234567890",
      },
    });
  });
}
