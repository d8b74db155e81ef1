/** The contract's history as a sandbox's world; see `telegram_contract.ts`. */

import { Api } from "../../src/gramjs.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import {
  basicGroup,
  channel,
  ofChannel,
  ofChat,
  ofUser,
  text,
  user,
  worldChat,
  worldOf,
} from "../sandbox/tiny_world.ts";

export function contractWorld(): World {
  const ann = user(11, "Ann", { username: "contract_ann" });
  const news = channel(2001, "Contract News", { broadcast: true, username: "contract_news" });
  const chat = channel(2002, "Contract Chat", { megagroup: true, username: "contract_chat" });
  return worldOf({
    self: user(10, "Self", { self: true }),
    users: [ann],
    chats: [
      worldChat(news, posts(), { about: "All of it", participantsCount: 70, linkedChatId: 2002 }),
      worldChat(chat, discussion(), { linkedChatId: 2001 }),
      worldChat(
        channel(2003, "Private", { broadcast: true }),
        [text(ofChannel(2003), 1)],
        { member: false },
      ),
      worldChat(basicGroup(601, "Contract Group"), [1, 2].map((id) => text(ofChat(601), id)), {
        about: "Old friends",
      }),
      worldChat(ann, [text(ofUser(11), 4)]),
    ],
  });
}

function posts(): readonly Api.Message[] {
  const ids = Array.from({ length: 30 }, (_, index) => (index + 1) * 10);
  return ids.map((id) =>
    text(ofChannel(2001), id, { post: true, ...(id === 150 && { ttlPeriod: 86_400 }) })
  );
}

function discussion(): readonly (Api.Message | Api.MessageService)[] {
  const here = ofChannel(2002);
  const fromId = ofUser(11);
  return [
    text(here, 1, { fromId }),
    text(here, 2, { fromId, replyTo: new Api.MessageReplyHeader({ replyToMsgId: 1 }) }),
    new Api.MessageService({
      id: 3,
      peerId: here,
      fromId,
      date: 1_700_000_003,
      action: new Api.MessageActionPinMessage(),
    }),
  ];
}

/** An update that carries a private message to the account. */
export function privateMessage(): Api.Updates {
  return new Api.Updates({
    updates: [
      new Api.UpdateNewMessage({
        message: text(ofUser(11), 5, { message: "private words" }),
        pts: 1,
        ptsCount: 1,
      }),
    ],
    users: [user(11, "Ann")],
    chats: [],
    date: 1_700_000_005,
    seq: 0,
  });
}
