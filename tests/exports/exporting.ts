/** Exports of small histories, over a clock that moves when something sleeps. */
import type { ExportDeps, ExportRequest } from "../../src/exports/export.ts";
import { findExport, streamExport } from "../../src/exports/read_parts.ts";
import { exportIdOf } from "../../src/exports/export_messages.ts";
import { ownerOf } from "../../src/exports/identity.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import type { ExportStore } from "../../src/exports/store.ts";
import type { Message } from "../../src/model/message.ts";
import type { HistoryQuery } from "../../src/model/query.ts";
import type { Telegram } from "../../src/telegram/port.ts";
import { CHAT_ID, message, subjectOf } from "../history/fixtures.ts";
import assert from "node:assert/strict";

export const ROOM = { maxBytes: 1 << 30, maxExports: 100 };
export const DAY = 1_600_000_000;
/** 14 November 2023, 22:13:20 UTC. */
export const NOW_MS = 1_700_000_000_000;
export const DESC: HistoryQuery = { window: {}, direction: "desc" };
export const NEVER = new AbortController().signal;

export const CHAT = {
  chat_id: CHAT_ID,
  kind: "channel",
  title: "News",
  username: "news",
  usernames: ["news"],
} as const;

/** A clock, and sleeps that end at once and move it. */
export function quickTime() {
  let now = NOW_MS;
  const sleeps: number[] = [];
  return {
    clock: () => now,
    sleeps,
    advance: (ms: number) => void (now += ms),
    sleep: (ms: number) => {
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** What exports work with in tests. */
export function depsOver(telegram: Telegram, more: Partial<ExportDeps> = {}): ExportDeps {
  const { clock, sleep } = quickTime();
  return {
    telegram,
    store: memoryStore(ROOM),
    policy: { mode: "public" },
    inFlight: 4,
    ttlS: 3600,
    toolVersion: "0.1.0",
    clock,
    sleep,
    ...more,
  };
}

/** What is asked in tests. */
export function requestFor(
  query: HistoryQuery = DESC,
  more: Partial<ExportRequest> = {},
  earlier: readonly Message[] = [],
): ExportRequest {
  return {
    principal: "local",
    rendering: "off",
    chat: CHAT,
    ...subjectOf({ query, earlier }),
    line: ({ chat_id, date, id, text }) => JSON.stringify({ id, chat_id, date, text }),
    ...more,
  };
}

/** So many messages, a second apart. */
export function posts(count: number, text = "post"): Message[] {
  return Array.from({ length: count }, (_, at) => message(at + 1, DAY + at, { text }));
}

/** The parts of an export joined. */
export async function textOf(store: ExportStore, request: ExportRequest): Promise<string> {
  const of = { store, owner: ownerOf(request), now: new Date(0) };
  const manifest = await findExport(of, exportIdOf(request));
  assert.ok(manifest.ok && manifest.value);
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of streamExport(store, manifest.value)) {
    assert.ok(bytes.ok && bytes.value);
    text += decoder.decode(bytes.value, { stream: true });
  }
  return text;
}
