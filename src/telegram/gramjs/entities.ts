/**
 * Formatting of a text (https://core.telegram.org/api/entities).
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { Entity } from "../../model/message.ts";
import { present } from "./present.ts";

/**
 * Turns Telegram's entities into ours, in their order.
 *
 * @param entities The entities; offsets and lengths are UTF-16 code units on both sides.
 */
export function entitiesOf(entities: readonly Api.TypeMessageEntity[]): readonly Entity[] {
  return entities.map((entity) => ({
    type: typeOf(entity.className),
    offset: entity.offset,
    length: entity.length,
    ...present({ url: urlOf(entity) }),
  }));
}

/** Somebody without a username is mentioned by id (https://core.telegram.org/bots/api#formatting-options). */
function urlOf(entity: Api.TypeMessageEntity): string | undefined {
  if (entity.className === "MessageEntityMentionName") return `tg://user?id=${entity.userId}`;
  return "url" in entity ? entity.url : undefined;
}

/** `MessageEntityTextUrl` → `text_url`. */
function typeOf(className: string): string {
  return className
    .replace(/^(Input)?MessageEntity/, "")
    .replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();
}
