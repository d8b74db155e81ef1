import assert from "node:assert/strict";
import type { CallFacts, Status } from "../../src/model/observer.ts";
import { audit } from "../../src/observe/audit.ts";

// `printf 'tgtk audit chat -1001' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0102…1f20`
const KEY = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const CHAT = "61e299c32d2b6f6a30778c649a4a6713";
const OTHER = "c9b4890cc5939a268f7448185da21a13";

function written(status: Status, facts: CallFacts) {
  let clock = 500;
  const lines: string[] = [];
  const { toolCall } = audit({
    key: KEY,
    write: (line) => void lines.push(line),
    now: () => 1_700_000_000_000,
    clock: () => clock,
  });
  const call = toolCall({ tool: "tg_fetch_history", principal: "anna" });
  assert.deepEqual(lines, []);
  clock = 1733.6;
  call.end({ status, facts });
  return lines;
}

Deno.test("audit() writes one line a call, chats as pseudonyms, ends of the window that are open left out", () => {
  const [line, ...others] = written("ok", {
    chatIds: [-1001, -1002],
    window: { to: 1_700_006_400 },
    direction: "asc",
    messages: 50,
  });
  assert.equal(
    line,
    '{"audit":"tool call","time":"2023-11-14T22:13:20.000Z","principal":"anna",' +
      `"tool":"tg_fetch_history","chats":["${CHAT}","${OTHER}"],` +
      '"to":"2023-11-15T00:00:00.000Z","rows":50,"outcome":"ok","duration_ms":1234}',
  );
  assert.deepEqual(others, []);
});

Deno.test("audit() writes failures, and topics as rows", () => {
  const [failed] = written("FLOOD_WAIT", { chatIds: [-1001] });
  const { chats, outcome, rows } = JSON.parse(failed!);
  assert.deepEqual({ chats, outcome, rows }, { chats: [CHAT], outcome: "FLOOD_WAIT", rows: 0 });
  const [topics] = written("ok", { chatIds: [-1001], topics: 12 });
  assert.equal(JSON.parse(topics!).rows, 12);
  const [unknown] = written("CHAT_NOT_FOUND", {});
  assert.deepEqual(JSON.parse(unknown!).chats, []);
});
