import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt, BinaryReader, LAYER } from "../../../src/gramjs.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { encodeTl } from "../../../src/sandbox/tl/encoder.ts";
import { sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import type { WorldChat } from "../../../src/sandbox/world/world.ts";
import { pageOf } from "../../../src/telegram/gramjs/messages.ts";
import { decodeTl } from "../../../src/telegram/gramjs/tl_decoder.ts";
import { connectGramjs } from "../../sandbox/gramjs_client.ts";

function inputPeer({ entity }: WorldChat): Api.TypeInputPeer {
  const { id } = entity;
  if (entity.className === "Chat") return new Api.InputPeerChat({ chatId: id });
  const accessHash = entity.accessHash ?? bigInt.zero;
  return entity.className === "User"
    ? new Api.InputPeerUser({ userId: id, accessHash })
    : new Api.InputPeerChannel({ channelId: id, accessHash });
}

function isReadable({ member, entity }: WorldChat): boolean {
  return member || (entity.className === "Channel" && entity.username !== undefined);
}

function page(peer: Api.TypeInputPeer, offsetId: number): Api.messages.GetHistory {
  const none = { offsetDate: 0, addOffset: 0, maxId: 0, minId: 0, hash: bigInt.zero };
  return new Api.messages.GetHistory({ peer, offsetId, limit: 100, ...none });
}

/** The page as it was sent, read both ways. */
function assertSamePage(answer: Api.messages.TypeMessages): number {
  const bytes = Buffer.from(encodeTl(answer));
  const byGramjs = pageOf(new BinaryReader(bytes).tgReadObject() as Api.messages.TypeMessages);
  const decoded = decodeTl(bytes, "messages.Messages") as Api.messages.TypeMessages;
  assert.deepEqual(pageOf(decoded), byGramjs);
  return byGramjs.messages.length;
}

Deno.test("decodeTl() yields the pages of the sample world that GramJS's decoding yields", async () => {
  const world = sampleWorld({ seed: 1 });
  const sandbox = startSandbox({ world });
  const client = await connectGramjs(sandbox.ready);
  const query = new Api.help.GetConfig();
  const device = { apiId: sandbox.ready.api_id, deviceModel: "t", systemVersion: "1" };
  const rest = { appVersion: "1", systemLangCode: "en", langPack: "", langCode: "en", query };
  const introduced = new Api.InitConnection({ ...device, ...rest });
  await client.send(new Api.InvokeWithLayer({ layer: LAYER, query: introduced }));
  let compared = 0;
  for (const chat of world.chats.filter(isReadable)) {
    let offset = 0;
    for (let sample = 0; sample < 3; sample++) {
      const answer = await client.send<Api.messages.Messages>(page(inputPeer(chat), offset));
      compared += assertSamePage(answer);
      offset = Math.ceil((answer.messages.at(-1)?.id ?? 2) / 2);
    }
  }
  await client.close();
  await sandbox.close();
  assert.ok(compared > 1500, String(compared));
});
