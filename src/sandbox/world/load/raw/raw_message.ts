/**
 * Makes messages of raw API objects.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import type { WorldMessage } from "../../world.ts";
import type { JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import type { PeerRef, Place } from "../source.ts";
import { build } from "../tl/tl_convert.ts";
import { modernised } from "../tl/older_layers.ts";
import { constructorNamed } from "../tl/tl_schema.ts";

/**
 * Makes a message of a raw one.
 *
 * @param json An object whose `_` is `Message` or `MessageService`.
 * @param place Where it is served; replaces what the object says of chat, id and date.
 * @param leftOuts Hears of what is left out.
 * @returns The message.
 *
 * @example A post
 * ```ts
 * import { readRawMessage } from "./raw_message.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const place = { peer: { type: "channel", id: 7 }, id: 1, date: 0 } as const;
 * const message = readRawMessage({ _: "Message", id: 1, message: "Hello" }, place, UNHEARD);
 * assert.equal("message" in message && message.message, "Hello");
 * ```
 */
export function readRawMessage(json: JsonObject, place: Place, leftOuts: LeftOuts): WorldMessage {
  const name = isService(json) ? "MessageService" : "Message";
  const constructor = constructorNamed(name);
  const fields = {
    ...modernised(name, json),
    peer_id: rawPeer(place.peer),
    id: place.id,
    date: place.date,
  };
  const message = constructor === undefined ? undefined : build(constructor, fields, leftOuts);
  if (message instanceof Api.Message || message instanceof Api.MessageService) return message;
  throw new TypeError(`Cannot make message ${place.id}: the schema has changed`);
}

/** Tells which of the two kinds of messages a raw object is; its `_` may start in lower case. */
export function isService(json: JsonObject): boolean {
  return /^messageService$/i.test(String(json["_"]));
}

const RAW_PEERS: Readonly<Record<PeerRef["type"], (id: number) => JsonObject>> = {
  user: (user_id) => ({ _: "PeerUser", user_id }),
  chat: (chat_id) => ({ _: "PeerChat", chat_id }),
  channel: (channel_id) => ({ _: "PeerChannel", channel_id }),
};

function rawPeer({ type, id }: PeerRef): JsonObject {
  return RAW_PEERS[type](id);
}
