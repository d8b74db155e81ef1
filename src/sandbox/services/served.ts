/**
 * Messages by their ids, as far as they are served.
 *
 * @module
 */

import type { ServiceContext } from "../rpc.ts";
import type { WorldChat, WorldMessage } from "../world/world.ts";

/**
 * Finds a message of a chat.
 *
 * @returns The message; nothing if it was deleted, never existed or is withheld by a scripted fault.
 */
export function servedMessage(
  { entity, history }: WorldChat,
  id: number,
  { shortPages }: ServiceContext,
): WorldMessage | undefined {
  const index = history.countBelowId(id);
  if (index === history.count || history.idAt(index) !== id) return undefined;
  // A page of one message loses it only if the message is withheld: a cut page keeps one.
  const kept = shortPages({ chatId: entity.id.toJSNumber(), ids: [id], newerThanOffset: 0 });
  return kept.length === 1 ? history.at(index) : undefined;
}
