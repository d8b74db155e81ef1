/**
 * The port's methods. Each is exactly one call of Telegram.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import { type ChatDetails, markedId } from "../../model/chat.ts";
import { type Outcome, succeed } from "../../model/failure.ts";
import type {
  CallOptions,
  ChatCalls,
  ChatRef,
  HistoryRequest,
  MessageCalls,
  ResolvedChat,
} from "../port.ts";
import { detailsOf, type Entity, entityId, resolvedChat } from "./chats.ts";
import type { Connection } from "./connection.ts";
import { invoke } from "./invoke.ts";
import { pageOf } from "./messages.ts";
import { peerId } from "./senders.ts";

type Invoke = <Request extends Api.AnyRequest>(
  request: Request,
  subject: string,
  options: CallOptions,
) => Promise<Outcome<Request["__response"]>>;

/** One way to ask for each kind of chat. */
type ByType<T> = Readonly<
  Record<ChatRef["type"], (call: Invoke, ref: ChatRef, options: CallOptions) => Promise<Outcome<T>>>
>;

/**
 * Binds the port's methods to a connection.
 *
 * @param connection The account's connection.
 */
export function createCalls(
  connection: Connection,
): { readonly chats: ChatCalls; readonly messages: MessageCalls } {
  const call: Invoke = (request, subject, options) => invoke(connection, request, subject, options);
  return {
    chats: {
      resolveUsername: (username, options) => resolveUsername(call, username, options),
      getDetails: (ref, options) => DETAILS[ref.type](call, ref, options),
      getChat: async (ref, options) => {
        const entities = await ENTITIES[ref.type](call, ref, options);
        return entities.ok ? found(entities.value, markedId(ref), ref) : entities;
      },
    },
    messages: {
      getHistory: async (request, options) => {
        const answer = await call(historyRequest(request), subjectOf(request.ref), options);
        return answer.ok ? succeed(pageOf(answer.value)) : answer;
      },
    },
  };
}

async function resolveUsername(
  call: Invoke,
  username: string,
  options: CallOptions,
): Promise<Outcome<ResolvedChat>> {
  const request = new Api.contacts.ResolveUsername({ username });
  const answer = await call(request, username, options);
  if (!answer.ok) return answer;
  const { chats, users, peer } = answer.value;
  const entity = [...chats, ...users].find((one) => entityId(one) === peerId(peer));
  return resolvedChat(entity, username);
}

function found(entities: readonly Entity[], id: number, ref: ChatRef): Outcome<ResolvedChat> {
  return resolvedChat(entities.find((entity) => entityId(entity) === id), String(id), ref);
}

const ENTITIES: ByType<readonly Entity[]> = {
  user: (call, ref, options) =>
    call(new Api.users.GetUsers({ id: [inputUser(ref)] }), subjectOf(ref), options),
  group: async (call, ref, options) =>
    chatsOf(
      await call(new Api.messages.GetChats({ id: [bigInt(ref.id)] }), subjectOf(ref), options),
    ),
  channel: async (call, ref, options) =>
    chatsOf(
      await call(
        new Api.channels.GetChannels({ id: [inputChannel(ref)] }),
        subjectOf(ref),
        options,
      ),
    ),
};

function chatsOf(answer: Outcome<Api.messages.TypeChats>): Outcome<readonly Api.TypeChat[]> {
  return answer.ok ? succeed(answer.value.chats) : answer;
}

const DETAILS: ByType<ChatDetails> = {
  user: async (call, ref, options) => {
    const request = new Api.users.GetFullUser({ id: inputUser(ref) });
    const answer = await call(request, subjectOf(ref), options);
    return answer.ok ? succeed(detailsOf(answer.value.fullUser, [])) : answer;
  },
  group: async (call, ref, options) =>
    chatDetails(
      await call(new Api.messages.GetFullChat({ chatId: bigInt(ref.id) }), subjectOf(ref), options),
    ),
  channel: async (call, ref, options) => {
    const request = new Api.channels.GetFullChannel({ channel: inputChannel(ref) });
    return chatDetails(await call(request, subjectOf(ref), options));
  },
};

function chatDetails(answer: Outcome<Api.messages.ChatFull>): Outcome<ChatDetails> {
  return answer.ok ? succeed(detailsOf(answer.value.fullChat, answer.value.chats)) : answer;
}

function historyRequest(request: HistoryRequest): Api.messages.GetHistory {
  return new Api.messages.GetHistory({
    peer: inputPeer(request.ref),
    offsetId: request.offset_id ?? 0,
    offsetDate: request.offset_date ?? 0,
    addOffset: request.add_offset ?? 0,
    limit: request.limit,
    minId: request.min_id ?? 0,
    maxId: request.max_id ?? 0,
    // 0 asks for the page itself: it is never compared with one that we hold.
    hash: bigInt.zero,
  });
}

function subjectOf(ref: ChatRef): string {
  return String(markedId(ref));
}

/** Without an access hash Telegram answers as for a chat that does not exist. */
function accessHash(ref: ChatRef) {
  return bigInt(ref.access_hash ?? "0");
}

function inputUser(ref: ChatRef): Api.InputUser {
  return new Api.InputUser({ userId: bigInt(ref.id), accessHash: accessHash(ref) });
}

function inputChannel(ref: ChatRef): Api.InputChannel {
  return new Api.InputChannel({ channelId: bigInt(ref.id), accessHash: accessHash(ref) });
}

function inputPeer(ref: ChatRef): Api.TypeInputPeer {
  if (ref.type === "group") return new Api.InputPeerChat({ chatId: bigInt(ref.id) });
  return ref.type === "user"
    ? new Api.InputPeerUser({ userId: bigInt(ref.id), accessHash: accessHash(ref) })
    : new Api.InputPeerChannel({ channelId: bigInt(ref.id), accessHash: accessHash(ref) });
}
