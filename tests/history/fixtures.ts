/** Small histories for tests of the reading engine. */
import type { Message } from "../../src/model/message.ts";
import type { HistoryPage, HistoryRequest, Telegram } from "../../src/telegram/port.ts";
import { historyPage, memoryTelegram } from "../contracts/memory_telegram.ts";

export const CHAT_ID = -1000000000042;
export const REF = { type: "channel", id: 42, access_hash: "1" } as const;
export const NOW = 1_700_000_000;

export function message(id: number, date: number): Message {
  return { id, chat_id: CHAT_ID, date, text: `message ${id}` };
}

/** A port over messages that a test may change, whose pages a test may spoil. */
export function telegramOver(
  messages: () => readonly Message[],
  spoil: (page: HistoryPage, request: HistoryRequest) => HistoryPage = (page) => page,
): Telegram {
  const memory = memoryTelegram({ chats: [], now: () => NOW });
  return {
    ...memory,
    messages: {
      getHistory: (request) =>
        Promise.resolve({ ok: true, value: spoil(historyPage(messages(), request), request) }),
    },
  };
}
