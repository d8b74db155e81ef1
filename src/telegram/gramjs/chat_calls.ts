/**
 * Looking up chats and people.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import { markedId } from "../../model/chat.ts";
import { type Outcome, succeed } from "../../model/failure.ts";
import type { CallOptions, ChatCalls, ChatRef, FullChat, ResolvedChat } from "../port.ts";
import { detailsOf, type Entity, entityId, resolvedChat, seenChats } from "./chats.ts";
import { inputChannel, inputUser, subjectOf } from "./input_peers.ts";
import type { Invoke } from "./invoke.ts";
import { peerId } from "./people.ts";

/** One way to ask for each kind of chat. */
type ByType<T> = Readonly<
  Record<ChatRef["type"], (call: Invoke, ref: ChatRef, options: CallOptions) => Promise<Outcome<T>>>
>;

/**
 * Makes the calls.
 *
 * @param call What sends a request.
 */
export function chatCalls(call: Invoke): ChatCalls {
  return {
    resolveUsername: (username, options) => resolveUsername(call, username, options),
    getDetails: (ref, options) => DETAILS[ref.type](call, ref, options),
    getChat: async (ref, options) => {
      const entities = await ENTITIES[ref.type](call, ref, options);
      return entities.ok ? found(entities.value, markedId(ref), ref) : entities;
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

const DETAILS: ByType<FullChat> = {
  user: async (call, ref, options) => {
    const request = new Api.users.GetFullUser({ id: inputUser(ref) });
    const answer = await call(request, subjectOf(ref), options);
    return answer.ok
      ? succeed({ details: detailsOf(answer.value.fullUser, []), seen: [] })
      : answer;
  },
  group: async (call, ref, options) =>
    fullChat(
      await call(new Api.messages.GetFullChat({ chatId: bigInt(ref.id) }), subjectOf(ref), options),
      ref,
    ),
  channel: async (call, ref, options) => {
    const request = new Api.channels.GetFullChannel({ channel: inputChannel(ref) });
    return fullChat(await call(request, subjectOf(ref), options), ref);
  },
};

function fullChat(answer: Outcome<Api.messages.ChatFull>, ref: ChatRef): Outcome<FullChat> {
  if (!answer.ok) return answer;
  const { fullChat, chats } = answer.value;
  return succeed({ details: detailsOf(fullChat, chats), seen: seenChats(chats, markedId(ref)) });
}
