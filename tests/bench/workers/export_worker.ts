/**
 * Exports `@tgtk_big` over and over: the engine over GramJS, into memory, masking off. What it is asked
 * for is how many pages may be in flight, and when it is enough.
 */

import process from "node:process";
import { exportMessages } from "../../../src/exports/export_messages.ts";
import { memoryStore } from "../../../src/exports/stores/memory_store.ts";
import { senderBook } from "../../../src/history/senders.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";
import type { SandboxReady } from "../../../src/sandbox/sandbox.ts";
import { gramjsTelegram } from "../../../src/telegram/gramjs/telegram.ts";
import { parseSessionString } from "../../../src/telegram/session_string.ts";
import { systemSleep } from "../../../src/telegram/sleep.ts";
import { lineOf } from "../../../src/tools/export_line.ts";
import { work } from "./work.ts";

/** When an export is enough: whichever comes first. */
export interface ExportCommand {
  readonly inFlight: number;
  readonly messages: number;
  readonly seconds: number;
}

/** What came of it. */
export interface ExportAnswer {
  readonly messages: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Processor time of this process, microseconds a message. */
  readonly cpuMicros: number;
}

const ROOM = { maxBytes: 2 ** 32, maxExports: 1 };

const ready = JSON.parse(Deno.args[0] ?? "") as SandboxReady;
const session = parseSessionString(ready.string_session);
if (!session.ok) throw new Error("Cannot read the sandbox's session string");
const telegram = gramjsTelegram({
  session: session.value,
  api_id: ready.api_id,
  appVersion: "bench",
  connectTimeoutMs: 10_000,
});
const options = { signal: new AbortController().signal };
const found = await telegram.chats.resolveUsername("tgtk_big", options);
if (!found.ok) throw new Error(`Cannot find @tgtk_big: ${found.failure.code}`);
const { chat, ref } = found.value;

function microseconds(): number {
  const { system, user } = process.cpuUsage();
  return user + system;
}

async function run(command: ExportCommand): Promise<ExportAnswer> {
  const enough = new AbortController();
  const before = microseconds();
  const since = performance.now();
  const elapsed = () => (performance.now() - since) / 1000;
  const done = await exportMessages(
    {
      telegram,
      store: memoryStore(ROOM),
      policy: { mode: "public" },
      inFlight: command.inFlight,
      ttlS: 3600,
      toolVersion: "bench",
      clock: Date.now,
      sleep: systemSleep,
    },
    {
      principal: "bench",
      rendering: "bench",
      chat,
      ref,
      query: { window: {}, direction: "desc" },
      senders: senderBook(() => telegram.now()),
      earlier: () => Promise.resolve({ ok: true, value: undefined }),
      discussion: () => Promise.reject(new Error("Cannot find a thread: none was asked for")),
      line: lineOf(chat, { mode: "off", kinds: DEFAULT_PII_KINDS }),
      refresh: true,
    },
    {
      signal: enough.signal,
      onProgress({ messages }) {
        if (messages >= command.messages || elapsed() >= command.seconds) enough.abort();
      },
    },
  );
  const seconds = elapsed();
  if (!done.ok) throw new Error(`Cannot export: ${done.failure.code}`);
  const { messages } = done.value.manifest;
  if (messages === 0) throw new Error(`Cannot export: ${JSON.stringify(done.value.failure)}`);
  return {
    messages,
    seconds,
    perSecond: messages / seconds,
    cpuMicros: (microseconds() - before) / messages,
  };
}

await work<ExportCommand, ExportAnswer>(run);
await telegram.close();
Deno.exit(0);
