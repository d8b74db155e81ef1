/**
 * Reminds whoever answers a client of chats that only its predecessor had met: a number finds a chat only
 * where the chat was seen before, and the process that saw it may have been killed.
 *
 * The client's own process remembers by which name each chat was found. When an answer says that a chat is
 * not known by its number, the name is resolved and the request made again. The number decides: a name
 * that has moved to another chat since finds nothing.
 *
 * @module
 */

import type { JSONRPCMessage, JSONRPCRequest } from "@modelcontextprotocol/server";
import { markedId } from "../model/chat.ts";
import { parseChatInput } from "../model/chat_input.ts";
import type { FailureCode } from "../model/failure.ts";

/** What is to be done about something that a server says. */
export type Turn =
  /** The client is told. */
  | { readonly tell: JSONRPCMessage }
  /** The server is asked first. */
  | { readonly ask: JSONRPCMessage }
  /** Nobody waits for it any more. */
  | undefined;

/** A client's reminders. */
export interface Reminding {
  /** Hears what the server says, before its request counts as answered. */
  heard(message: JSONRPCMessage): Turn;
  /** Another server answers from now on. */
  changed(): void;
}

/** Chats whose names are remembered; the one met first goes first. */
const MAX_CHATS = 1000;

/** What says that a name finds nothing, or nothing for us: the chat is not found, as the answer was. */
const NOT_FOUND: ReadonlySet<unknown> = new Set<FailureCode>([
  "CHAT_NOT_FOUND",
  "CHANNEL_PRIVATE",
  "USERNAME_INVALID",
]);

interface Reminder {
  readonly request: JSONRPCRequest;
  /** What is told if the reminder is of no use. */
  readonly answer: JSONRPCMessage;
}

/**
 * Makes reminders for a client that has met no chat yet.
 *
 * @param unfinished Finds a request that the client still waits for.
 */
export function reminding(
  unfinished: (id: unknown) => JSONRPCRequest | undefined,
): Reminding {
  const inputs = new Map<number, string>();
  const pending = new Map<unknown, Reminder>();
  let reminded = new WeakSet<JSONRPCRequest>();
  let count = 0;

  function remember(id: unknown, input: string | undefined): void {
    if (typeof id !== "number" || input === undefined) return;
    inputs.delete(id);
    inputs.set(id, input);
    const [oldest] = inputs.keys();
    if (inputs.size > MAX_CHATS && oldest !== undefined) inputs.delete(oldest);
  }

  function learn({ params }: JSONRPCRequest, answer: Fields): void {
    const { chat = answer, chats = [], covered } = { ...fieldsOf(answer.page_info), ...answer };
    const asked = fieldsOf(params?.arguments);
    const main = nameIn(asked.chat ?? asked.input) ?? usernameOf(fieldsOf(chat));
    // A discussion group may have no name of its own: it is met again with its channel.
    const ids = [fieldsOf(chat).chat_id, answer.linked_chat_id, fieldsOf(covered).chat_id];
    for (const id of ids) remember(id, main);
    for (const each of Array.isArray(chats) ? chats.map(fieldsOf) : []) {
      remember(each.chat_id, usernameOf(each));
    }
  }

  function remind(request: JSONRPCRequest, answer: JSONRPCMessage): JSONRPCMessage | undefined {
    const { chat, code } = fieldsOf(answerIn(answer).error);
    const input = code === "CHAT_NOT_FOUND" ? inputOf(inputs, chat) : undefined;
    if (input === undefined || reminded.has(request)) return undefined;
    const id = `tgtk reminder ${++count}`;
    pending.set(id, { request, answer });
    reminded.add(request);
    const { progressToken: _, ...meta } = fieldsOf(request.params?._meta);
    const params = { _meta: meta, name: "tg_resolve_chat", arguments: { input } };
    return { jsonrpc: "2.0", id, method: "tools/call", params };
  }

  /** The chat is known now; or it is told why it is not. */
  function goOn({ answer, request }: Reminder, found: JSONRPCMessage): Turn {
    if (unfinished(request.id) !== request) return undefined;
    if (isSuccess(found)) return { ask: request };
    const { code } = fieldsOf(answerIn(found).error);
    return { tell: NOT_FOUND.has(code) ? answer : { ...found, id: request.id } as JSONRPCMessage };
  }

  return {
    heard(message) {
      if ("method" in message) return { tell: message };
      const reminder = pending.get(message.id);
      if (reminder !== undefined) {
        pending.delete(message.id);
        return goOn(reminder, message);
      }
      const request = unfinished(message.id);
      if (request?.method !== "tools/call") return { tell: message };
      if (isSuccess(message)) learn(request, answerIn(message));
      const ask = remind(request, message);
      return ask === undefined ? { tell: message } : { ask };
    },
    changed() {
      pending.clear();
      reminded = new WeakSet();
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value as Fields : {};
}

/** A tool's answer. */
function answerIn(message: JSONRPCMessage): Fields {
  return fieldsOf(resultOf(message).structuredContent);
}

function resultOf(message: JSONRPCMessage): Fields {
  return "result" in message ? message.result : {};
}

function isSuccess(message: JSONRPCMessage): boolean {
  return "result" in message && resultOf(message).isError !== true;
}

function usernameOf({ username }: Fields): string | undefined {
  return typeof username === "string" ? `@${username}` : undefined;
}

/** What was asked for, if it was a name. */
function nameIn(input: unknown): string | undefined {
  const target = parseChatInput(String(input ?? ""), "chat");
  return target.ok && target.value.by === "username" ? `@${target.value.username}` : undefined;
}

/** A bare number may stand for a channel or a group. */
function inputOf(inputs: ReadonlyMap<number, string>, chat: unknown): string | undefined {
  if (typeof chat !== "string" || !/^-?\d{1,16}$/.test(chat)) return undefined;
  const id = Number(chat);
  return inputs.get(id) ?? (id > 0 ? inputs.get(markedId({ type: "channel", id })) : undefined);
}
