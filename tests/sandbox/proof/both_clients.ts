/** mtcute and GramJS at one sandbox: the same question to both, and one answer, or the test fails. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Api, BinaryReader } from "../../../src/gramjs.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { type SampleWorld, sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import { connectGramjs, type GramjsClient, introduced } from "../gramjs_client.ts";
import { TlBinaryWriter } from "./mtcute.ts";
import { authKeyOfSession, type MtcuteClient, mtcuteClient } from "./mtcute_client.ts";
import { LAYER_WRITERS } from "./mtcute_layer.ts";

/** A request or an answer as mtcute has it. */
export type TlValue = { readonly _: string } & Readonly<Record<string, unknown>>;

/** What both clients understood alike. */
export interface Answer {
  readonly messages: readonly (TlValue & { readonly id: number; readonly message?: string })[];
  readonly topics: readonly (TlValue & { readonly id: number; readonly title: string })[];
  readonly count: number;
}

/** Both clients, signed in. */
export interface BothClients {
  readonly world: SampleWorld;
  ask(request: TlValue): Promise<Answer>;
  /** A channel as a request names it, and as it is found by its username. */
  peer(username: string): Promise<TlValue>;
}

/** Starts the sample world, connects both clients, and closes all of it at the end. */
export async function withBothClients(test: (both: BothClients) => Promise<void>): Promise<void> {
  const world = sampleWorld();
  const sandbox = startSandbox({ world });
  const authKey = authKeyOfSession(sandbox.ready.string_session);
  const mtcute = await mtcuteClient(sandbox.ready, { authKey });
  const gramjs = await connectGramjs(sandbox.ready);
  try {
    await test({ world, ...makeBoth(mtcute, gramjs) });
  } finally {
    await close(mtcute, gramjs, sandbox);
  }
}

async function close(mtcute: MtcuteClient, gramjs: GramjsClient, sandbox: Sandbox): Promise<void> {
  await mtcute.destroy();
  await gramjs.close();
  await sandbox.close();
}

function makeBoth(mtcute: MtcuteClient, gramjs: GramjsClient): Omit<BothClients, "world"> {
  const ask = async (request: TlValue): Promise<Answer> => {
    const again = new BinaryReader(Buffer.from(written(request))).tgReadObject();
    const [one, other] = await Promise.all([
      mtcute.call(request as never) as Promise<unknown>,
      gramjs.send<Api.messages.ChannelMessages>(introduced(again as Api.AnyRequest)),
    ]);
    assert.deepEqual(written(one as TlValue), new Uint8Array(other.getBytes()));
    return one as Answer;
  };
  return {
    ask,
    async peer(username) {
      const found = await ask({ _: "contacts.resolveUsername", username });
      const { id, accessHash } = (found as unknown as { chats: TlValue[] }).chats[0]!;
      return { _: "inputPeerChannel", channelId: id, accessHash };
    },
  };
}

function written(value: TlValue): Uint8Array {
  return TlBinaryWriter.serializeObject(LAYER_WRITERS, value);
}
