/**
 * How these tests look at a world.
 *
 * @module
 */

import { Api } from "../../../../src/gramjs.ts";
import type { World, WorldChat, WorldMessage } from "../../../../src/sandbox/world/world.ts";

/** A chat's name in failures. */
export function nameOf({ entity }: WorldChat): string {
  return entity instanceof Api.User ? `${entity.firstName}` : entity.title;
}

/** The public chat with a username. */
export function chatNamed(world: World, username: string): WorldChat {
  const entity = world.byUsername(username);
  const chat = entity && world.chat("channel", entity.id.toJSNumber());
  if (chat === undefined) throw new Error(`Cannot find @${username}`);
  return chat;
}

/** At most `most` of a chat's messages, evenly spread, the first and the last among them. */
export function* sample({ history }: WorldChat, most: number): Generator<WorldMessage> {
  const count = Math.min(most, history.count);
  for (let i = 0; i < count; i++) {
    yield history.at(count === 1 ? 0 : Math.floor((i * (history.count - 1)) / (count - 1)));
  }
}

/** All of a chat's ordinary messages. */
export function* ordinary(chat: WorldChat): Generator<Api.Message> {
  for (let i = 0; i < chat.history.count; i++) {
    const message = chat.history.at(i);
    if (message instanceof Api.Message) yield message;
  }
}

/** Bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
