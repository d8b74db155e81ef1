/**
 * Reading messages.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { markedId } from "../../model/chat.ts";
import { type Outcome, succeed } from "../../model/failure.ts";
import type { CallOptions, ChatRef, HistoryPage, MessageCalls } from "../port.ts";
import { discussionOf, groupOf } from "./discussions.ts";
import { subjectOf } from "./input_peers.ts";
import type { Invoke } from "./invoke.ts";
import {
  discussionRequest,
  historyRequest,
  messagesRequest,
  repliesRequest,
  searchRequest,
} from "./message_requests.ts";
import { pageOf } from "./messages.ts";
import { sendersOf } from "./seen_senders.ts";

type Request =
  | Api.messages.GetHistory
  | Api.messages.Search
  | Api.messages.GetMessages
  | Api.channels.GetMessages;

/**
 * Makes the calls.
 *
 * @param call What sends a request.
 */
export function messageCalls(call: Invoke): MessageCalls {
  async function page(
    request: Request,
    ref: ChatRef,
    options: CallOptions,
  ): Promise<Outcome<HistoryPage>> {
    const answer = await call(request, subjectOf(ref), options);
    if (!answer.ok) return answer;
    return succeed(shown(answer.value, ref));
  }

  return {
    getHistory: (request, options) => page(historyRequest(request), request.ref, options),
    search: (request, options) => page(searchRequest(request), request.ref, options),
    getReplies: async (request, options) => {
      const { ref } = request;
      const answer = await call(repliesRequest(request), subjectOf(ref), options);
      if (!answer.ok) return answer;
      return succeed({ ...shown(answer.value, ref), ...groupOf(answer.value, ref) });
    },
    getDiscussion: async (request, options) => {
      const answer = await call(discussionRequest(request), subjectOf(request.ref), options);
      return answer.ok ? discussionOf(answer.value, request) : answer;
    },
    getMessages: async (request, options) => {
      const named = await page(messagesRequest(request), request.ref, options);
      return named.ok ? succeed(onlyOf(named.value, markedId(request.ref))) : named;
    },
  };
}

function shown(answer: Api.messages.TypeMessages, asked: ChatRef): HistoryPage {
  return { ...pageOf(answer), senders: sendersOf(answer, asked) };
}

/**
 * Basic groups and private dialogs share one sequence of ids, and `messages.getMessages` names no chat:
 * an id may be that of somebody's private message, which nobody has asked for.
 */
function onlyOf({ ids, messages }: HistoryPage, chatId: number): HistoryPage {
  return { ids, messages: messages.filter(({ chat_id }) => chat_id === chatId) };
}
