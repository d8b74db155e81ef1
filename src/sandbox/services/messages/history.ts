/**
 * `messages.getHistory`.
 *
 * https://core.telegram.org/method/messages.getHistory
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import type { Service } from "../../rpc.ts";
import { method } from "../method.ts";
import { pageAnswer } from "../page.ts";
import { resolvePeer } from "../peers.ts";
import { type Offsets, slicePage } from "../slice.ts";

interface GetHistory extends Offsets {
  readonly peer: Api.TypeInputPeer;
}

/** Pages of a chat's history. */
export const historyService: Service = {
  "messages.getHistory": method((request: GetHistory, context) => {
    const chat = resolvePeer(request.peer, context);
    if ("error" in chat) return chat;
    // `hash` is left alone: answering in full is always allowed.
    const page = slicePage(chat.history, chat.entity.id.toJSNumber(), request, context.shortPages);
    return { answer: pageAnswer([...page], chat.history, chat, context) };
  }),
};
