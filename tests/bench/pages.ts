/** Pages of `@tgtk_big`, asked for and decoded with GramJS. */

import { Buffer } from "node:buffer";
import { Api, bigInt, BinaryReader, LAYER } from "../../src/gramjs.ts";
import type { SandboxClient } from "./sandbox_client.ts";

/** Messages on a page: the most that Telegram gives. */
export const PAGE = 100;

/** The channel, as a query names it. */
export interface Channel {
  readonly peer: Api.InputPeerChannel;
  readonly newestId: number;
}

/** Sends one query and decodes its answer. */
async function ask<Answer>(client: SandboxClient, query: Api.AnyRequest): Promise<Answer> {
  await client.send([query.getBytes()]);
  for (;;) {
    const [bytes] = client.answers(await client.packet());
    if (bytes === undefined) continue;
    const answer = new BinaryReader(Buffer.from(bytes)).tgReadObject();
    if (answer.errorMessage) throw new Error(`Cannot measure: ${answer.errorMessage}`);
    return answer as Answer;
  }
}

/** Wraps a connection's first query. */
function introduced(apiId: number, query: Api.AnyRequest): Api.InvokeWithLayer {
  return new Api.InvokeWithLayer({
    layer: LAYER,
    query: new Api.InitConnection({
      apiId,
      deviceModel: "bench",
      systemVersion: "1",
      appVersion: "1",
      systemLangCode: "en",
      langPack: "",
      langCode: "en",
      query,
    }),
  });
}

/** Finds the channel, and makes sure that a page of it decodes to as many messages as is counted. */
export async function findChannel(client: SandboxClient, apiId: number): Promise<Channel> {
  const byName = new Api.contacts.ResolveUsername({ username: "tgtk_big" });
  const { chats } = await ask<Api.contacts.ResolvedPeer>(client, introduced(apiId, byName));
  const { id, accessHash } = chats[0] as Api.Channel;
  const peer = new Api.InputPeerChannel({ channelId: id, accessHash: accessHash ?? bigInt.zero });
  const page = await ask<Api.messages.ChannelMessages>(client, pageQuery(peer, 0));
  if (page.messages.length !== PAGE) {
    throw new Error(`Cannot measure: a page holds ${page.messages.length} messages`);
  }
  return { peer, newestId: page.messages[0]!.id };
}

/** The query for the page below an id. */
export function pageQuery(peer: Api.InputPeerChannel, offsetId: number): Api.messages.GetHistory {
  return new Api.messages.GetHistory({
    peer,
    offsetId,
    offsetDate: 0,
    addOffset: 0,
    limit: PAGE,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
}

/** Makes the query for each next page, newest first; from the oldest it goes back to the newest. */
export function createPages({ peer, newestId }: Channel): () => Uint8Array {
  let offsetId = newestId;
  return () => {
    const query = pageQuery(peer, offsetId).getBytes();
    offsetId = offsetId > 2 * PAGE ? offsetId - PAGE : newestId;
    return query;
  };
}
