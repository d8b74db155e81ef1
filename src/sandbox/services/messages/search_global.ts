/**
 * `messages.searchGlobal`: the messages of every chat the account can read, the latest first.
 *
 * Telegram looks in the account's own chats; this data centre looks in all public ones as well.
 *
 * https://core.telegram.org/method/messages.searchGlobal
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { History, World, WorldChat, WorldMessage } from "../../world/world.ts";
import { method } from "../method.ts";
import { mixedCompany } from "../page.ts";
import { resolvePeer } from "../peers.ts";
import { refKey, refOfChat } from "../refs.ts";
import { searchable } from "../search/found.ts";
import { latestDate } from "../search/latest_date.ts";
import { type Wanted, wordsCriteria } from "../search/wanted.ts";
import { servedMessage } from "../served.ts";
import { effectiveLimit } from "../slice.ts";
import { isReadable } from "../views.ts";

interface SearchGlobal extends Wanted {
  readonly broadcastsOnly?: boolean;
  readonly groupsOnly?: boolean;
  readonly usersOnly?: boolean;
  readonly folderId?: number | null;
  /** The previous page's `next_rate`: here the date of its last message. */
  readonly offsetRate: number;
  readonly offsetPeer: Api.TypeInputPeer;
  readonly offsetId: number;
  readonly limit: number;
}

/** What was found in one chat. */
interface Shelf {
  readonly chat: WorldChat;
  readonly found: History;
}

/**
 * A message that was found: ordered by date, then by chat, then by id. Where a chat's dates fall as
 * its ids rise the date is the latest one up to the message: with dates and ids in two different
 * orders, pages would lose messages and repeat others.
 */
interface Place {
  readonly date: number;
  readonly shelf: number;
  readonly id: number;
}

/** Search in all chats. */
export const searchGlobalService: Service = {
  "messages.searchGlobal": method(async (request: SearchGlobal, context) => {
    const { terms, filter } = wordsCriteria(request);
    if (terms === undefined && filter === undefined) return rpcError(400, "SEARCH_QUERY_EMPTY");
    const shelves = await shelvesOf(request, context.world);
    const offset = offsetOf(request, shelves, context);
    const places = shelves.flatMap((shelf, number) => nextOf(shelf, number, offset, request.limit));
    const page = places.sort(byPlace).slice(0, effectiveLimit(request.limit));
    return { answer: answerOf(page, shelves, context) };
  }),
};

async function shelvesOf(request: SearchGlobal, world: World): Promise<readonly Shelf[]> {
  // Nothing is archived: every folder but the main one is empty.
  const chats = request.folderId ? [] : world.chats.filter(isReadable).filter(kindTest(request));
  const criteria = wordsCriteria(request);
  const shelves: Shelf[] = [];
  for (const chat of chats) {
    shelves.push({ chat, found: (await searchable(chat)).find(criteria) });
  }
  return shelves;
}

function kindTest(
  { broadcastsOnly, groupsOnly, usersOnly }: SearchGlobal,
): (chat: WorldChat) => boolean {
  return ({ entity }) => {
    const isBroadcast = entity.className === "Channel" && !entity.megagroup;
    if (broadcastsOnly) return isBroadcast;
    if (usersOnly) return entity.className === "User";
    return !groupsOnly || (entity.className !== "User" && !isBroadcast);
  };
}

/** The last message of the previous page; nothing for the first page. */
function offsetOf(
  { offsetRate, offsetPeer, offsetId }: SearchGlobal,
  shelves: readonly Shelf[],
  context: ServiceContext,
): Place | undefined {
  const chat = resolvePeer(offsetPeer, context);
  const key = "error" in chat ? undefined : refKey(refOfChat(chat));
  const named = shelves.findIndex((each) => refKey(refOfChat(each.chat)) === key);
  // Some clients leave the peer out.
  const shelf = named >= 0
    ? named
    : shelves.findIndex(({ found }) => isAt(found, offsetId, offsetRate));
  if (offsetRate > 0) return { date: offsetRate, shelf, id: offsetId };
  const found = shelves[shelf]?.found;
  if (found === undefined || offsetId <= 0) return undefined;
  const index = found.countBelowId(offsetId);
  // Without a rate the message tells its date.
  return index < found.count ? { date: latestDate(found, index), shelf, id: offsetId } : undefined;
}

function isAt(found: History, id: number, date: number): boolean {
  const index = found.countBelowId(id);
  return index < found.count && found.idAt(index) === id && latestDate(found, index) === date;
}

/** The first messages of a chat below the offset, as many as a page may need. */
function nextOf(
  { found }: Shelf,
  shelf: number,
  offset: Place | undefined,
  limit: number,
): readonly Place[] {
  const end = offset === undefined ? found.count : below(found, shelf, offset);
  const start = Math.max(0, end - effectiveLimit(limit));
  return Array.from({ length: end - start }, (_, step) => {
    const index = end - 1 - step;
    return { date: latestDate(found, index), shelf, id: found.idAt(index) };
  });
}

function below(found: History, shelf: number, offset: Place): number {
  if (shelf === offset.shelf && offset.id > 0) return found.countBelowId(offset.id);
  return found.countBeforeDate(shelf > offset.shelf ? offset.date + 1 : offset.date);
}

function byPlace(a: Place, b: Place): number {
  return b.date - a.date || a.shelf - b.shelf || b.id - a.id;
}

function answerOf(page: readonly Place[], shelves: readonly Shelf[], context: ServiceContext) {
  const messages = page.flatMap(({ shelf, id }): WorldMessage[] => {
    const message = servedMessage(shelves[shelf]!.chat, id, context);
    return message === undefined ? [] : [message];
  });
  const around = mixedCompany(messages, context);
  const count = shelves.reduce((sum, { found }) => sum + found.count, 0);
  if (messages.length === count) return new Api.messages.Messages({ messages, ...around });
  const last = page.at(-1);
  const nextRate = last === undefined ? {} : { nextRate: last.date };
  return new Api.messages.MessagesSlice({ count, ...nextRate, messages, ...around });
}
