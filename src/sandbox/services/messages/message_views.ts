/**
 * `messages.getMessagesViews`: the counters under posts.
 *
 * https://core.telegram.org/method/messages.getMessagesViews
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { Service } from "../../rpc.ts";
import type { WorldMessage } from "../../world/world.ts";
import { method } from "../method.ts";
import { mixedCompany } from "../page.ts";
import { resolvePeer } from "../peers.ts";
import { servedMessage } from "../served.ts";

interface GetMessagesViews {
  readonly peer: Api.TypeInputPeer;
  readonly id: readonly number[];
}

/** Ids beyond this many in one request are left unanswered. */
const MAX_IDS = 100;

/** Counters. `increment` is left alone: reading changes nothing here. */
export const messageViewsService: Service = {
  "messages.getMessagesViews": method(({ peer, id }: GetMessagesViews, context) => {
    const chat = resolvePeer(peer, context);
    if ("error" in chat) return chat;
    const messages = id.slice(0, MAX_IDS).map((each) => servedMessage(chat, each, context));
    const there = messages.filter((message) => message !== undefined);
    const answer = new Api.messages.MessageViews({
      views: messages.map(countersOf),
      ...mixedCompany(there, context),
    });
    return { answer };
  }),
};

function countersOf(message: WorldMessage | undefined): Api.MessageViews {
  if (message?.className !== "Message") return new Api.MessageViews({});
  const { views, forwards, replies } = message;
  return new Api.MessageViews({
    ...(typeof views === "number" ? { views } : {}),
    ...(typeof forwards === "number" ? { forwards } : {}),
    ...(replies ? { replies } : {}),
  });
}
