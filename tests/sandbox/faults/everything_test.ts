import assert from "node:assert/strict";
import { Api, bigInt, computeCheck, MTProtoSender, serverKeys } from "../../../src/gramjs.ts";
import { KINDS } from "../../../src/sandbox/faults/kinds/kinds.ts";
import type { FaultScript } from "../../../src/sandbox/faults/script.ts";
import { sandboxKey } from "../../../src/sandbox/identity.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { connectGramjs, type GramjsClient, introduced } from "../gramjs_client.ts";
import { getHistory, withFaults } from "./support.ts";

/** A silent server is given up after this time. */
const PATIENCE_MS = 200;

const nth = (nth: number) => ({ method: "messages.getHistory", call: { nth } }) as const;

const EVERYTHING: FaultScript = {
  seed: 1,
  faults: [
    { do: { cut: { share: 0.5 } } },
    { when: { method: "messages.*" }, do: { withhold: { share: 0.5 } } },
    { when: { event: "connect", call: { nth: 2 } }, do: { drop: {} } },
    { when: { event: "connect", call: { nth: 3 } }, do: { transport_error: { code: -429 } } },
    { when: nth(1), do: { flood_wait: { seconds: 3600 } } },
    { when: nth(2), do: { flood_wait: { seconds: 7, name: "FLOOD_PREMIUM_WAIT" } } },
    { when: nth(3), do: { error: { code: -503, message: "Timeout" } } },
    { when: nth(4), do: { delay: { ms: 5 } } },
    { when: nth(4), do: { change_salts: {} } },
    { when: nth(5), do: { drop: {} } },
    { when: nth(6), do: { drop: { answer: "half" } } },
    { when: nth(7), do: { silence: {} } },
    { when: nth(8), do: { skew_clock: { seconds: 1000 } } },
    { when: nth(9), do: { restart: { ms: 5 } } },
    { when: nth(10), do: { end_session: { error: "SESSION_REVOKED" } } },
    { when: nth(11), do: { add_messages: { count: 3 } } },
    { when: nth(11), do: { edit_messages: { oldest: 2 } } },
    { when: nth(11), do: { delete_messages: { ids: [144] } } },
    { when: nth(12), do: { empty_page: {} } },
    { when: nth(13), do: { repeat_page: {} } },
    { when: nth(14), do: { migrate: { name: "USER", dc: 4 } } },
    { when: nth(15), do: { forget_key: {} } },
    { when: nth(15), do: { migrate_chat: { chat: 501 } } },
    { when: nth(15), do: { rename_chat: { chat: 1001, username: "other_name" } } },
    { when: nth(15), do: { delete_chat: { chat: 501 } } },
    { when: nth(16), do: { make_private: { chat: 1001 } } },
  ],
};

/** A client that takes what comes: waits, connects anew, signs in again, agrees on a new key. */
function survivor(sandbox: Sandbox, advance: (seconds: number) => void) {
  const clients: GramjsClient[] = [];
  let client: GramjsClient | undefined;
  let failures = 0;

  const connect = async (): Promise<GramjsClient> => {
    client = await connectGramjs(sandbox.ready, failures < 4);
    clients.push(client);
    return client;
  };
  const giveUp = (): void => {
    client = undefined;
    failures++;
  };
  const signIn = async ({ send }: GramjsClient): Promise<void> => {
    const { api_id: apiId, api_hash: apiHash, login } = sandbox.ready;
    const phoneNumber = login.phone;
    const settings = new Api.CodeSettings({});
    const sendCode = new Api.auth.SendCode({ phoneNumber, apiId, apiHash, settings });
    const { phoneCodeHash } = await send<Api.auth.SentCode>(introduced(sendCode));
    const signIn = new Api.auth.SignIn({ phoneNumber, phoneCodeHash, phoneCode: login.code });
    await send(signIn).catch(() => {});
    const asked = await send<Api.account.Password>(new Api.account.GetPassword());
    const password = await computeCheck(asked, login.password);
    await send(new Api.auth.CheckPassword({ password }));
  };
  const mend = async (error: Trouble, current: GramjsClient): Promise<void> => {
    if (error.seconds !== undefined) advance(error.seconds);
    else if (error.code === 401) await signIn(current);
    else if (error.code === undefined) giveUp();
  };
  return {
    async ask<Answer>(request: () => Api.AnyRequest): Promise<Answer> {
      for (let attempt = 0; attempt < 20; attempt++) {
        const current = client ?? await connect().catch(() => undefined);
        if (current === undefined) {
          giveUp();
          continue;
        }
        try {
          const answer = await inTime(current.send<Answer>(introduced(request())));
          failures = 0;
          return answer;
        } catch (error) {
          await mend(error as Trouble, current);
        }
      }
      throw new Error("Cannot survive: too many failures");
    },
    close: () => Promise.all(clients.map((each) => each.close())),
  };
}

interface Trouble {
  readonly seconds?: number;
  readonly code?: number;
}

async function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("Cannot wait any longer")), PATIENCE_MS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a history from its newest message down, and trusts no page more than it can. */
async function readDown(client: Pick<ReturnType<typeof survivor>, "ask">): Promise<Set<number>> {
  const read = new Set<number>();
  for (let offset = 0, pages = 0; pages < 60; pages++) {
    const { messages } = await client.ask<Api.messages.ChannelMessages>(() =>
      getHistory(offset, 2)
    );
    if (messages.length === 0 && offset <= 2) break;
    const ids = messages.flatMap(({ id, className }) => className === "MessageEmpty" ? [] : [id]);
    for (const id of ids) read.add(id);
    offset = nextOffset(offset, ids, messages.length === 0);
  }
  return read;
}

/** An empty page of two can be one whose messages are both withheld: one step down, then. */
function nextOffset(offset: number, ids: readonly number[], isEmpty: boolean): number {
  const lowest = ids.at(-1);
  if (lowest !== undefined && (offset === 0 || lowest < offset)) return lowest;
  return isEmpty ? offset - 1 : offset;
}

Deno.test("everything at once is survived by who is careful, and nothing is missed", async () => {
  const { fingerprint, n, e } = sandboxKey;
  serverKeys.set(String(BigInt.asIntN(64, fingerprint)), { n: bigInt(n), e: Number(e) });
  // GramJS would wait a second before it connects anew; this client does that itself, at once.
  const { reconnect } = MTProtoSender.prototype;
  MTProtoSender.prototype.reconnect = () => {};
  let now = Date.now();
  await withFaults(EVERYTHING, async ({ sandbox, lines }) => {
    const client = survivor(sandbox, (seconds) => void (now += 1000 * seconds));
    try {
      const read = await readDown(client);
      const struck = new Set(lines.flatMap(({ answer }) => (answer["fault"] ?? []) as string[]));
      assert.deepEqual(Object.keys(KINDS).filter((kind) => !struck.has(kind)), []);
      assert.deepEqual([...read], [144, 89, 34, 21, 8, 5, 3]);
    } finally {
      await client.close();
      MTProtoSender.prototype.reconnect = reconnect;
    }
  }, { clock: () => now });
});
