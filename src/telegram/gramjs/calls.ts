/**
 * The port's methods. Each is exactly one call of Telegram.
 *
 * @module
 */

import type { Telegram } from "../port.ts";
import { chatCalls } from "./chat_calls.ts";
import type { Connection } from "./connection.ts";
import { type Invoke, invoke } from "./invoke.ts";
import { messageCalls } from "./message_calls.ts";
import { topicCalls } from "./topic_calls.ts";

/**
 * Binds the port's methods to a connection.
 *
 * @param connection The account's connection.
 */
export function createCalls(
  connection: Connection,
): Pick<Telegram, "chats" | "messages" | "topics"> {
  const call: Invoke = (request, subject, options) => invoke(connection, request, subject, options);
  return { chats: chatCalls(call), messages: messageCalls(call), topics: topicCalls(call) };
}
