/** A data centre that says odd things about messages, and what becomes of the calls beside them. */

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { Api } from "../../../src/gramjs.ts";
import { secret } from "../../../src/model/secret.ts";
import {
  concatBytes,
  tlBytes,
  tlInt,
  tlLong,
  tlLongs,
  toHex,
} from "../../../src/sandbox/mtproto/tl.ts";
import { container, rpcResult } from "../../../src/sandbox/mtproto/service_messages.ts";
import { createSender } from "../../../src/telegram/gramjs/sender.ts";
import { withoutUpdates } from "../../../src/telegram/gramjs/without_updates.ts";
import { config, startStub } from "../../sandbox/mtproto/stub_server.ts";
import { patiently } from "./setup.ts";

const PACKED = gzipSync(new Uint8Array(1000));

/** What comes in one container with an answer, before it. */
const ODDITIES: Readonly<Record<string, Uint8Array>> = {
  "a question about one message": concatBytes(
    tlInt(0xda69fb52),
    tlLongs([7_500_000_000_000_000_001n]),
  ),
  "a wish for two messages again": concatBytes(tlInt(0x7d861a08), tlLongs([5n, 9n])),
  "an answer to a request that was never made": concatBytes(
    tlInt(0xf35c6d01),
    tlLong(77n),
    tlInt(0x2144ca19),
    tlInt(420),
    tlBytes(new TextEncoder().encode("FLOOD_WAIT_60")),
  ),
  "gzip data that is cut short": concatBytes(
    tlInt(0x3072cfa1),
    tlBytes(PACKED.subarray(0, PACKED.length - 12)),
  ),
  "a pong that is cut short": concatBytes(tlInt(0x347773c5), tlInt(1)),
  "a constructor that nobody knows": tlInt(0xdeadbeef),
  "a container in a container that is cut short": concatBytes(tlInt(0x73f1f8dc), tlInt(3)),
};

for (const [oddity, body] of Object.entries(ODDITIES)) {
  Deno.test(`createSender() gets the answer behind ${oddity}, over the same connection`, async () => {
    let calls = 0;
    await using stub = startStub({
      call: (_request, meta) => {
        calls += 1;
        const result = config(stub.port);
        if (calls !== 2) return Promise.resolve({ result });
        meta.setReceivesUpdates(true);
        void stub.push(container([
          { msgId: 1n, seqNo: 1, body },
          { msgId: 5n, seqNo: 3, body: rpcResult(meta.messageId, result) },
        ]));
        return Promise.resolve({ result, trouble: { kind: "unanswered" } });
      },
    });
    const ends: unknown[] = [];
    const sender = await createSender({
      session: {
        dc_id: 2,
        address: "127.0.0.1",
        port: stub.port,
        auth_key: secret(toHex(stub.key.bytes)),
      },
      onEnd: (failure) => ends.push(failure),
      onError: () => {},
    });
    assert.equal(await sender.connect(), undefined);
    for (let call = 0; call < 3; call++) {
      const reply = await sender.ask(withoutUpdates(new Api.help.GetConfig()), patiently().signal);
      assert.ok("answer" in reply, JSON.stringify(reply));
    }
    assert.deepEqual([calls, ends], [3, []]);
    await sender.end({ code: "CANCELLED" });
  });
}
