import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { refOf } from "../../../src/sandbox/services/refs.ts";
import { answerOf, ask } from "../ask.ts";
import { inputChannel, inputUser } from "../tiny_world.ts";

/** Whichever constructor a list came in. */
interface Dialogs extends Omit<Api.messages.DialogsSlice, "className"> {
  readonly className: Api.messages.TypeDialogs["className"];
}

function getDialogs(
  fields: Partial<ConstructorParameters<typeof Api.messages.GetDialogs>[0]> = {},
) {
  return new Api.messages.GetDialogs({
    offsetDate: 0,
    offsetId: 0,
    offsetPeer: new Api.InputPeerEmpty(),
    limit: 100,
    hash: bigInt.zero,
    ...fields,
  });
}

async function listed(request: ReturnType<typeof getDialogs>): Promise<readonly number[]> {
  const { dialogs } = await answerOf<Dialogs>(request);
  return dialogs.map(({ peer }) => refOf(peer).id);
}

const peerDialogs = (...peers: Api.TypeInputDialogPeer[]) =>
  new Api.messages.GetPeerDialogs({ peers });

Deno.test("messages.getDialogs lists the account's chats, the latest first", async () => {
  const answer = await answerOf<Dialogs>(getDialogs());
  assert.equal(answer.className, "messages.Dialogs");
  assert.deepEqual(await listed(getDialogs()), [1001, 501, 11]);
  assert.deepEqual(answer.messages.map(({ id }) => id), [9, 7, 6]);
  assert.deepEqual(answer.dialogs.map((dialog) => (dialog as Api.Dialog).pts), [10, null, null]);
  assert.ok(answer.users.every((user) => !(user as Api.User).min));
});

Deno.test("messages.getDialogs pages by peer or date", async () => {
  const first = await answerOf<Dialogs>(getDialogs({ limit: 1 }));
  assert.deepEqual([first.className, first.count], ["messages.DialogsSlice", 3]);
  assert.deepEqual(await listed(getDialogs({ limit: 1 })), [1001]);
  assert.deepEqual(await listed(getDialogs({ offsetPeer: inputChannel(1001), limit: 1 })), [501]);
  assert.deepEqual(await listed(getDialogs({ offsetDate: 1_700_000_009 })), [501, 11]);
  assert.deepEqual(await listed(getDialogs({ offsetDate: 1_700_000_006 })), []);
  assert.deepEqual(await listed(getDialogs({ folderId: 1 })), []);
});

Deno.test("messages.getPeerDialogs answers for the peers asked for", async () => {
  const answer = await answerOf<Api.messages.PeerDialogs>(
    peerDialogs(
      new Api.InputDialogPeer({ peer: inputUser(11) }),
      new Api.InputDialogPeer({ peer: inputChannel(1004) }),
    ),
  );
  assert.deepEqual(
    answer.dialogs.map((dialog) => (dialog as Api.Dialog).topMessage),
    [6, 0],
  );
  assert.deepEqual(answer.messages.map(({ id }) => id), [6]);
  assert.equal(answer.state.date, 1_700_000_500);
  const foreign = new Api.InputDialogPeer({ peer: inputChannel(1003) });
  assert.equal(await ask(peerDialogs(foreign)), "400 CHANNEL_PRIVATE");
  const folder = new Api.InputDialogPeerFolder({ folderId: 1 });
  assert.equal(await ask(peerDialogs(folder)), "400 FOLDER_ID_INVALID");
});
