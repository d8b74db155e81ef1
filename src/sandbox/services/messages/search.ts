/**
 * `messages.search` and `messages.getSearchCounters`: one chat's messages by words, kind, sender,
 * thread and date. What a query finds is told in `search/matcher.ts`.
 *
 * https://core.telegram.org/method/messages.search
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { pageAnswer } from "../page.ts";
import { type Refusal, resolvePeer } from "../peers.ts";
import { refKey, refOfChat } from "../refs.ts";
import type { Criteria } from "../search/facts.ts";
import { filterBit } from "../search/filters.ts";
import { searchable } from "../search/found.ts";
import { wordsCriteria } from "../search/wanted.ts";
import { type Offsets, slicePage } from "../slice.ts";

interface Search extends Omit<Offsets, "offsetDate"> {
  readonly peer: Api.TypeInputPeer;
  readonly q: string;
  readonly fromId?: Api.TypeInputPeer | null;
  readonly topMsgId?: number | null;
  readonly filter: Api.TypeMessagesFilter;
  readonly minDate: number;
  readonly maxDate: number;
}

interface GetSearchCounters {
  readonly peer: Api.TypeInputPeer;
  readonly topMsgId?: number | null;
  readonly filters: readonly Api.TypeMessagesFilter[];
}

/** Search in one chat. */
export const searchService: Service = {
  "messages.search": method(async (request: Search, context) => {
    const chat = resolvePeer(request.peer, context);
    if ("error" in chat) return chat;
    const criteria = criteriaOf(request, chat, context);
    if ("error" in criteria) return criteria;
    const found = (await searchable(chat)).find(criteria);
    const offsets = { ...request, offsetDate: 0 };
    const page = slicePage(found, chat.entity.id.toJSNumber(), offsets, context.shortPages);
    return { answer: pageAnswer([...page], found, chat, context) };
  }),

  "messages.getSearchCounters": method(async (request: GetSearchCounters, context) => {
    const chat = resolvePeer(request.peer, context);
    if ("error" in chat) return chat;
    const { find } = await searchable(chat);
    const answer = request.filters.map((filter) => {
      const criteria = { ...threadOf(request), filter: filterBit(filter) };
      return new Api.messages.SearchCounter({ filter, count: find(criteria).count });
    });
    return { answer };
  }),
};

/**
 * Nothing to look for, neither words nor anything else, is `SEARCH_QUERY_EMPTY`.
 *
 * Who sent a message does not matter in a dialog: Telegram leaves `from_id` alone there.
 */
function criteriaOf(request: Search, chat: WorldChat, context: ServiceContext): Criteria | Refusal {
  const sender = chat.entity.className === "User" || !request.fromId
    ? {}
    : senderOf(request.fromId, context);
  if ("error" in sender) return sender;
  const narrowed = { ...threadOf(request), ...sender };
  const words = wordsCriteria(request);
  return Object.keys({ ...narrowed, ...words }).length === 0
    ? rpcError(400, "SEARCH_QUERY_EMPTY")
    : { ...narrowed, ...words };
}

function threadOf({ topMsgId }: Pick<Search, "topMsgId">): Pick<Criteria, "root"> {
  return topMsgId ? { root: topMsgId } : {};
}

function senderOf(
  fromId: Api.TypeInputPeer,
  context: ServiceContext,
): Pick<Criteria, "sender"> | Refusal {
  const sender = resolvePeer(fromId, context);
  return "error" in sender
    ? rpcError(400, "FROM_PEER_INVALID")
    : { sender: refKey(refOfChat(sender)) };
}
