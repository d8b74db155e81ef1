/**
 * Several messages in one packet: `msg_container#73f1f8dc messages:vector<message>`.
 *
 * @see https://core.telegram.org/mtproto/service_messages#containers
 * @module
 */

import type { NumberedMessage } from "./service_messages.ts";
import { tlReader } from "./tl.ts";

/** The constructor. */
export const MSG_CONTAINER = 0x73f1f8dc;

/** Telegram takes no more messages than this in one container. */
const MAX_MESSAGES = 1020;

/**
 * Takes a container apart.
 *
 * @returns Nothing if it is empty, too full, cut short, has something behind it, or holds another
 * container.
 *
 * @example
 * ```ts
 * import { readContainer } from "./container.ts";
 * import { container } from "./service_messages.ts";
 * import assert from "node:assert/strict";
 *
 * const messages = [{ msgId: 4n, seqNo: 1, body: new Uint8Array(8) }];
 * assert.deepEqual(readContainer({ body: container(messages) }), messages);
 * ```
 */
export function readContainer(
  { body }: Pick<NumberedMessage, "body">,
): NumberedMessage[] | undefined {
  const reader = tlReader(body);
  const isContainer = reader.uint() === MSG_CONTAINER;
  const count = reader.uint();
  if (!isContainer || count < 1 || count > MAX_MESSAGES) return undefined;
  const messages: NumberedMessage[] = [];
  for (let index = 0; index < count; index++) {
    const [msgId, seqNo, length] = [reader.long(), reader.int(), reader.uint()];
    messages.push({ msgId, seqNo, body: reader.raw(length) });
  }
  const isSound = !reader.failed() && reader.remaining() === 0 && messages.every(isSoundMessage);
  return isSound ? messages : undefined;
}

function isSoundMessage({ body }: NumberedMessage): boolean {
  return body.length >= 4 && body.length % 4 === 0 && tlReader(body).uint() !== MSG_CONTAINER;
}
