import type { Chat } from "../../src/model/chat.ts";
import type { MediaType, Message, Sender } from "../../src/model/message.ts";
import { lazyTelegram } from "../../src/telegram/lazy.ts";
import { type Hidden, memoryTelegram } from "./memory_telegram.ts";
import { findingContract } from "./finding_contract.ts";
import { type ContractSetup, telegramContract } from "./telegram_contract.ts";

const ANN: Sender = { id: 11, kind: "user", name: "Ann", username: "contract_ann" };
const NEWS: Sender = {
  id: -1000000002001,
  kind: "channel",
  name: "Contract News",
  username: "contract_news",
};
const POST_20 = {
  id: -1000000002001,
  name: "Contract News",
  message_id: 20,
  date: 1_700_000_020,
};
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

function forumMessages(): readonly Message[] {
  const here = (id: number, topic_id: number, more: Partial<Message> = {}) =>
    text(-1000000002004, id, { topic_id, ...more });
  return [
    here(1, 1, { text: "", service: 'created "Contract Forum"' }),
    here(5, 5, { text: "", service: 'created the topic "Fast trains"' }),
    here(6, 6, { text: "", service: 'created the topic "Rain"' }),
    here(7, 5),
    here(8, 1),
    here(9, 5, { reply_to_id: 7 }),
    here(10, 6),
  ];
}

function mediaPosts(): readonly Message[] {
  const media: readonly (MediaType | undefined)[] = [
    undefined,
    "photo",
    "video",
    "video_note",
    "document",
    "audio",
    "voice",
    "sticker",
    "animation",
    "link",
    undefined,
    "poll",
    "location",
    "contact",
  ];
  return media.map((type, index) =>
    text(-1000000002005, index + 1, {
      ...(type && { media: { type } }),
      ...(index === 1 && { pinned: true }),
      ...(index === 10 && { entities: [{ type: "url", offset: 0, length: 4 }] }),
    })
  );
}

function setup(): Promise<ContractSetup> {
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
          text(-1000000002002, 2, { sender: ANN, reply_to_id: 1, thread_id: 1 }),
          text(-1000000002002, 3, { sender: ANN, text: "", service: "pinned a message" }),
          text(-1000000002002, 10, { text: "text 20", sender: NEWS, forward_from: POST_20 }),
          text(-1000000002002, 11, { sender: ANN, reply_to_id: 10, thread_id: 10 }),
          text(-1000000002002, 12, { sender: ANN, reply_to_id: 11, thread_id: 10 }),
          text(-1000000002002, 13, { sender: ANN }),
        ],
        details: {
          member_count: 3,
          linked_chat_id: -1000000002001,
          migrated_from: { chat_id: -601, max_id: 2 },
        },
      },
      {
        chat: named(-1000000002004, "forum", "Contract Forum", "contract_forum"),
        messages: forumMessages(),
        topics: [
          {
            id: 5,
            title: "Fast trains",
            date: 1_700_000_005,
            pinned: true,
            top_message_id: 9,
            top_message_date: 1_700_000_009,
          },
          {
            id: 6,
            title: "Rain",
            date: 1_700_000_006,
            closed: true,
            top_message_id: 10,
            top_message_date: 1_700_000_010,
          },
          {
            id: 1,
            title: "General",
            date: 1_700_000_001,
            hidden: true,
            top_message_id: 8,
            top_message_date: 1_700_000_008,
          },
        ],
      },
      {
        chat: named(-1000000002005, "channel", "Contract Media", "contract_media"),
        messages: mediaPosts(),
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
}

telegramContract("memoryTelegram()", setup);
findingContract("memoryTelegram()", setup);

async function lazySetup(): Promise<ContractSetup> {
  const made = await setup();
  const telegram = lazyTelegram(() => Promise.resolve(made.telegram));
  return { ...made, telegram, close: telegram.close };
}

telegramContract("lazyTelegram()", lazySetup);
findingContract("lazyTelegram()", lazySetup);

function named(chat_id: number, kind: Chat["kind"], title: string, username: string): Chat {
  return { chat_id, kind, title, usernames: [username], username };
}
