/**
 * Messages by id: `messages.getMessages` for dialogs and basic groups, which share one sequence of
 * ids, and `channels.getMessages`, where each channel counts for itself.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat, WorldMessage } from "../../world/world.ts";
import { method } from "../method.ts";
import { company, mixedCompany, ptsOf } from "../page.ts";
import { resolveChannel } from "../peers.ts";
import { servedMessage } from "../served.ts";

interface GetMessages {
  readonly id: readonly Api.TypeInputMessage[];
}

interface GetChannelMessages extends GetMessages {
  readonly channel: Api.TypeInputChannel;
}

/** Ids beyond this many in one request are left unanswered; clients send at most 100 or 200. */
const MAX_IDS = 200;

/** Finds a message by id in the sequence that a request is about. */
type Finder = (id: number) => WorldMessage | undefined;

/** Messages by id. */
export const byIdService: Service = {
  "channels.getMessages": method((request: GetChannelMessages, context) => {
    const chat = resolveChannel(request.channel, context);
    if ("error" in chat) return chat;
    const found = named(request.id, finderIn(chat, context), chat.details.pinnedMessageId);
    if ("error" in found) return found;
    const answer = new Api.messages.ChannelMessages({
      pts: ptsOf(chat.history),
      count: found.length,
      messages: found,
      topics: [],
      ...company(found, chat, context),
    });
    return { answer };
  }),

  "messages.getMessages": method((request: GetMessages, context) => {
    const finders = context.world.chats
      .filter((chat) => chat.member && chat.entity.className !== "Channel")
      .map((chat) => finderIn(chat, context));
    const find: Finder = (id) => {
      for (const finder of finders) {
        const message = finder(id);
        if (message !== undefined) return message;
      }
      return undefined;
    };
    const messages = named(request.id, find, undefined);
    if ("error" in messages) return messages;
    const around = mixedCompany(messages, context);
    return { answer: new Api.messages.Messages({ messages, ...around }) };
  }),
};

function finderIn(chat: WorldChat, context: ServiceContext): Finder {
  return (id) => servedMessage(chat, id, context);
}

/**
 * Answers each wanted message in its place; what is not there is a `messageEmpty`, as on Telegram.
 *
 * Nothing wanted is `MESSAGE_IDS_EMPTY`, and an id below 1 `MSG_ID_INVALID`.
 */
function named(
  wanted: readonly Api.TypeInputMessage[],
  find: Finder,
  pinned: number | undefined,
): Api.TypeMessage[] | ReturnType<typeof rpcError> {
  if (wanted.length === 0) return rpcError(400, "MESSAGE_IDS_EMPTY");
  const messages: Api.TypeMessage[] = [];
  for (const input of wanted.slice(0, MAX_IDS)) {
    const id = idOf(input, find, pinned);
    // Nothing is pinned, or the message answers to none: there is no id to send a messageEmpty for.
    if (id === undefined) continue;
    if (id < 1) return rpcError(400, "MSG_ID_INVALID");
    messages.push(find(id) ?? new Api.MessageEmpty({ id }));
  }
  return messages;
}

function idOf(
  input: Api.TypeInputMessage,
  find: Finder,
  pinned: number | undefined,
): number | undefined {
  switch (input.className) {
    case "InputMessagePinned":
      return pinned;
    case "InputMessageReplyTo": {
      const reply = find(input.id)?.replyTo;
      return reply?.className === "MessageReplyHeader" ? reply.replyToMsgId : undefined;
    }
    default:
      return input.id;
  }
}
