/** Metrics that have seen one of everything, at known times. */
import { createMetrics } from "../../../src/observe/metrics/metrics.ts";
import { observers } from "../../../src/model/observer.ts";

export function observedMetrics() {
  let now = 0;
  const metrics = createMetrics({
    version: "1.2.3",
    clock: () => now,
    lag: { take: () => 0.125, close: () => {} },
  });
  const observer = observers([metrics.observer]);
  const request = { requestId: "7", transport: "pipe", protocolVersion: "2025-11-25" } as const;
  const operation = observer.operation({
    method: "tools/call",
    tool: "tg_fetch_history",
    ...request,
    parent: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
  });
  const call = observer.toolCall({ tool: "tg_fetch_history", principal: "anna" });
  const asked = observer.telegramCall({ method: "messages.getHistory" });
  now = 40;
  asked.end({ status: "ok" });
  now = 1500;
  call.end({
    status: "ok",
    facts: {
      chatIds: [-1001234567890],
      direction: "desc",
      messages: 50,
      window: { from: 1, to: 2 },
    },
  });
  operation.end({});
  observer.operation({ method: "unknown", ...request })
    .end({ errorType: "-32601", errorCode: -32601 });
  observer.toolCall({ tool: "tg_resolve_chat", principal: "anna" })
    .end({ status: "ok", facts: { chatIds: [-1001234567890] } });
  observer.toolCall({ tool: "unknown", principal: "anna" })
    .end({ status: "FLOOD_WAIT", facts: { messages: 3, direction: "asc" } });
  observer.telegramCall({ method: "messages.search" })
    .end({ status: "FLOOD_WAIT", floodWaitS: 17 });
  observer.exportPart().end({ status: "ok", messages: 10, bytes: 4096 });
  observer.exported({ status: "complete", bytes: 4096 });
  observer.exported({ status: "partial", bytes: 1e6 });
  observer.chatLookup("hit");
  observer.chatLookup("hit");
  observer.chatLookup("miss");
  observer.connection("up");
  return { metrics, observer };
}
