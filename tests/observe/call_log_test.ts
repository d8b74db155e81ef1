import assert from "node:assert/strict";
import { callLog } from "../../src/observe/call_log.ts";

Deno.test("callLog() writes calls with their end and time, and warns of a flood wait", () => {
  let clock = 0;
  const lines: unknown[] = [];
  const { telegramCall, toolCall } = callLog((...line) => void lines.push(line), () => clock);
  const tool = toolCall({ tool: "tg_resolve_chat", principal: "anna" });
  const asked = telegramCall({ method: "contacts.resolveUsername" });
  clock = 12.4;
  asked.end({ status: "FLOOD_WAIT", floodWaitS: 17 });
  clock = 20;
  tool.end({ status: "FLOOD_WAIT", facts: { chatIds: [-1001] } });
  const method = "contacts.resolveUsername";
  assert.deepEqual(lines, [
    ["debug", "Telegram call", { method, status: "FLOOD_WAIT", ms: 12 }],
    ["warn", "Telegram asks to wait", { method, seconds: 17 }],
    ["debug", "tool call", { tool: "tg_resolve_chat", status: "FLOOD_WAIT", ms: 20 }],
  ]);
});
