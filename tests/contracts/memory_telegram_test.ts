import type { Chat } from "../../src/model/chat.ts";
import type { Message, Sender } from "../../src/model/message.ts";
import { type Hidden, memoryTelegram } from "./memory_telegram.ts";
import { telegramContract } from "./telegram_contract.ts";

const ANN: Sender = { id: 11, kind: "user", name: "Ann", username: "contract_ann" };
const ANN_CHAT: Chat = {
  chat_id: 11,
  kind: "user",
  title: "Ann",
  usernames: ["contract_ann"],
  username: "contract_ann",
};

function text(chat_id: number, id: number, more: Partial<Message> = {}): Message {
  return { id, chat_id, date: 1_700_000_000 + id, text: `text ${id}`, ...more };
}

function news(): readonly (Message | Hidden)[] {
  const ids = Array.from({ length: 30 }, (_, index) => (index + 1) * 10);
  return ids.map((id) =>
    id === 150 ? { id, date: 1_700_000_150, hidden: true } : text(-1000000002001, id)
  );
}

telegramContract("memoryTelegram()", () => {
  const called: string[] = [];
  const telegram = memoryTelegram({
    chats: [
      {
        chat: named(-1000000002001, "channel", "Contract News", "contract_news"),
        details: {
          description: "All of it",
          member_count: 70,
          linked_chat_id: -1000000002002,
        },
        messages: news(),
      },
      {
        chat: named(-1000000002002, "supergroup", "Contract Chat", "contract_chat"),
        messages: [
          text(-1000000002002, 1, { sender: ANN }),
          text(-1000000002002, 2, { sender: ANN, reply_to_id: 1 }),
          text(-1000000002002, 3, { sender: ANN, text: "", service: "pinned a message" }),
        ],
      },
      {
        chat: { chat_id: -1000000002003, kind: "channel", title: "Private", usernames: [] },
        messages: [text(-1000000002003, 1)],
        forbidden: true,
      },
      {
        chat: { chat_id: -601, kind: "group", title: "Contract Group", usernames: [] },
        details: { description: "Old friends" },
        messages: [text(-601, 1), text(-601, 2)],
      },
      { chat: ANN_CHAT, messages: [text(11, 4)] },
    ],
    onCall: ({ method }) => {
      called.push(method);
      return undefined;
    },
  });
  return Promise.resolve({ telegram, methods: () => called, close: telegram.close });
});

function named(chat_id: number, kind: Chat["kind"], title: string, username: string): Chat {
  return { chat_id, kind, title, usernames: [username], username };
}
