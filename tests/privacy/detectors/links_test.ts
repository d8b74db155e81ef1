import assert from "node:assert/strict";
import { invite } from "../../../src/privacy/detectors/invite.ts";
import { phoneLink } from "../../../src/privacy/detectors/phone_link.ts";
import { found } from "./found.ts";

const INVITES = [
  "https://t.me/+AbCdEfGhIjKlMnOp",
  "t.me/+79AbCdEf12345678",
  "http://telegram.me/joinchat/AAAAAEFGHIJKLMNOPQRSTU",
  "T.ME/joinchat/AbCd-_GhIjKlMnOp",
  "https://www.telegram.dog/+AbCdEfGhIjKlMnOp",
  "t.me/%2BAbCdEfGhIjKlMnOp",
  "tg://join?invite=AbCdEfGhIjKlMnOp",
];

for (const link of INVITES) {
  Deno.test(`findInvites() finds ${link}`, () => {
    assert.deepEqual(found(invite, `join (${link}) now`), [link]);
  });
}

for (
  const text of ["https://t.me/tgtk_news/15", "t.me/+79123456789", "chat.me/+AbCdEfGhIjKlMnOp"]
) {
  Deno.test(`findInvites() leaves ${text}`, () => assert.deepEqual(found(invite, text), []));
}

const PHONE_LINKS = [
  "https://t.me/+79123456789",
  "t.me/%2B79123456789",
  "tg://resolve?phone=79123456789",
  "https://wa.me/79123456789",
  "https://api.whatsapp.com/send?phone=79123456789",
  "viber://chat?number=%2B79123456789",
  "tel:+7-912-345-67-89",
];

for (const link of PHONE_LINKS) {
  Deno.test(`findPhoneLinks() finds ${link}`, () => {
    assert.deepEqual(found(phoneLink, `(${link})`), [link]);
  });
}

for (
  const text of [
    "https://t.me/tgtk_news/1234567",
    "t.me/+79AbCdEf12345678",
    "t.me/+7912345678AbCdEf",
    "hotel:12345678",
  ]
) {
  Deno.test(`findPhoneLinks() leaves ${text}`, () => assert.deepEqual(found(phoneLink, text), []));
}
