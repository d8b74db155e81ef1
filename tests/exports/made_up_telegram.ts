/** A port over a channel of any size whose messages are made when they are asked for. */
import type { Message } from "../../src/model/message.ts";
import type { HistoryPage, HistoryRequest, Telegram } from "../../src/telegram/port.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { CHAT_ID } from "../history/fixtures.ts";

const FIRST_DATE = 1_500_000_000;

/** How much there is, and how long a page takes. */
export interface MadeUp {
  /** Ids 1 to this one; every tenth is deleted. */
  readonly lastId: number;
  readonly senders: number;
  readonly latencyMs: number;
}

function made(id: number, senders: number): Message {
  const sender = 7_000_000_000 + (id * 7919) % senders;
  return {
    id,
    chat_id: CHAT_ID,
    date: FIRST_DATE + id * 60,
    text: `Message ${id} of a channel that was made up: ${"some words ".repeat(1 + id % 20)}`,
    sender: { id: sender, kind: "user", name: `Person ${sender}`, username: `person_${sender}` },
    views: id % 4000,
    entities: [{ type: "bold", offset: 0, length: 7 }],
  };
}

/** Makes the port; downward pages only. */
export function madeUpTelegram({ lastId, latencyMs, senders }: MadeUp): Telegram {
  const memory = memoryTelegram({ chats: [], now: () => 1_700_000_000 });
  const page = ({ limit, offset_id }: HistoryRequest): HistoryPage => {
    const messages: Message[] = [];
    const top = offset_id === undefined || offset_id === 0 ? lastId : offset_id - 1;
    for (let id = Math.min(top, lastId); id > 0 && messages.length < limit; id--) {
      if (id % 10 > 0) messages.push(made(id, senders));
    }
    return { ids: messages.map(({ id }) => id), messages };
  };
  const wait = () => new Promise((resolve) => setTimeout(resolve, latencyMs));
  return {
    ...memory,
    messages: {
      ...memory.messages,
      async getHistory(request) {
        if (latencyMs > 0) await wait();
        return { ok: true, value: page(request) };
      },
    },
  };
}
