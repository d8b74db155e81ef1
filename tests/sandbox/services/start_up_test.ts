import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import type { TlObject } from "../../../src/sandbox/rpc.ts";
import { answerOf, ask } from "../ask.ts";
import { inputChannel } from "../tiny_world.ts";
import { readingWorld } from "./reading_world.ts";

const ANSWERS: readonly (readonly [TlObject, string])[] = [
  [new Api.help.GetAppUpdate({ source: "" }), "help.NoAppUpdate"],
  [new Api.help.GetCdnConfig(), "CdnConfig"],
  [new Api.help.GetCountriesList({ langCode: "en", hash: 0 }), "help.CountriesList"],
  [new Api.help.GetPromoData(), "help.PromoDataEmpty"],
  [new Api.help.GetTermsOfServiceUpdate(), "help.TermsOfServiceUpdateEmpty"],
  [new Api.messages.GetDialogFilters(), "messages.DialogFilters"],
  [new Api.messages.GetPinnedDialogs({ folderId: 0 }), "messages.PeerDialogs"],
  [
    new Api.photos.GetUserPhotos({
      userId: new Api.InputUserSelf(),
      offset: 0,
      maxId: bigInt.zero,
      limit: 1,
    }),
    "photos.Photos",
  ],
];

for (const [request, className] of ANSWERS) {
  Deno.test(`${(request as { className: string }).className} is answered at start-up`, async () => {
    assert.equal((await answerOf<TlObject>(request)).className, className);
  });
}

Deno.test("account.updateStatus changes nothing", async () => {
  assert.equal(await ask(new Api.account.UpdateStatus({ offline: false })), true);
});

Deno.test("contacts.getStatuses knows of nobody", async () => {
  assert.deepEqual(await answerOf<unknown[]>(new Api.contacts.GetStatuses()), []);
});

Deno.test("contacts.getContacts names the account and its friend", async () => {
  const answer = await answerOf<Api.contacts.Contacts>(
    new Api.contacts.GetContacts({ hash: bigInt.zero }),
    { world: readingWorld() },
  );
  const told = answer.contacts.map(({ userId, mutual }) => [userId.toJSNumber(), mutual]);
  assert.deepEqual(told, [[10, false], [11, true]]);
  assert.deepEqual(answer.users.map(({ id }) => id.toJSNumber()), [10, 11]);
});

Deno.test("messages.getMessagesViews answers for each id in its place", async () => {
  const request = new Api.messages.GetMessagesViews({
    peer: inputChannel(2001),
    id: [12, 10, 99],
    increment: true,
  });
  const { views } = await answerOf<Api.messages.MessageViews>(request, { world: readingWorld() });
  assert.deepEqual(views.map((each) => [each.views, each.forwards]), [
    [null, null],
    [40, 2],
    [null, null],
  ]);
});
