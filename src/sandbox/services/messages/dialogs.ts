/**
 * `messages.getDialogs` and `messages.getPeerDialogs`: the chats the account is in.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { mixedCompany } from "../page.ts";
import { resolvePeer } from "../peers.ts";
import { refKey, refOfChat } from "../refs.ts";
import { servedMessage } from "../served.ts";
import { effectiveLimit } from "../slice.ts";
import { currentState } from "../updates/state.ts";
import { dialogOf, newestId } from "./dialog.ts";

interface GetDialogs {
  readonly folderId?: number | null;
  readonly offsetDate: number;
  readonly offsetId: number;
  readonly offsetPeer: Api.TypeInputPeer;
  readonly limit: number;
}

interface GetPeerDialogs {
  readonly peers: readonly Api.TypeInputDialogPeer[];
}

/** Dialogs. */
export const dialogsService: Service = {
  "messages.getDialogs": method((request: GetDialogs, context) => {
    // Nothing is archived: every folder but the main one is empty.
    const all = request.folderId ? [] : newestFirst(context.world.chats);
    const start = firstBelow(all, request, context);
    const page = all.slice(start, start + effectiveLimit(request.limit));
    const parts = partsOf(page, context);
    const answer = page.length === all.length
      ? new Api.messages.Dialogs(parts)
      : new Api.messages.DialogsSlice({ count: all.length, ...parts });
    return { answer };
  }),

  "messages.getPeerDialogs": method(({ peers }: GetPeerDialogs, context) => {
    const chats: WorldChat[] = [];
    for (const input of peers) {
      if (input.className === "InputDialogPeerFolder") return rpcError(400, "FOLDER_ID_INVALID");
      const chat = resolvePeer(input.peer, context);
      if ("error" in chat) return chat;
      chats.push(chat);
    }
    const state = currentState(context);
    return { answer: new Api.messages.PeerDialogs({ ...partsOf(chats, context), state }) };
  }),
};

/** The member chats with at least one message, by the date of their newest one. */
function newestFirst(chats: readonly WorldChat[]): readonly WorldChat[] {
  return chats
    .filter(({ member, history }) => member && history.count > 0)
    .sort((a, b) => newestDate(b) - newestDate(a));
}

function newestDate({ history }: WorldChat): number {
  return history.dateAt(history.count - 1);
}

/**
 * Where a page begins: after the offset's dialog, or else with what is older than its date and, of
 * one second, has a newest message with a lower id.
 */
function firstBelow(
  dialogs: readonly WorldChat[],
  { offsetPeer, offsetDate, offsetId }: GetDialogs,
  context: ServiceContext,
): number {
  const chat = resolvePeer(offsetPeer, context);
  const offsetKey = "error" in chat ? undefined : refKey(refOfChat(chat));
  const place = dialogs.findIndex((dialog) => refKey(refOfChat(dialog)) === offsetKey);
  if (place >= 0) return place + 1;
  if (offsetDate <= 0) return 0;
  const isBelow = (dialog: WorldChat): boolean =>
    newestDate(dialog) < offsetDate ||
    (newestDate(dialog) === offsetDate && newestId(dialog) < offsetId);
  const older = dialogs.findIndex(isBelow);
  return older < 0 ? dialogs.length : older;
}

function partsOf(chats: readonly WorldChat[], context: ServiceContext) {
  const messages = chats.flatMap((chat) => servedMessage(chat, newestId(chat), context) ?? []);
  const around = mixedCompany(messages, context, chats.map(refOfChat));
  return { dialogs: chats.map(dialogOf), messages, ...around };
}
