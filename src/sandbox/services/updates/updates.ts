/**
 * `updates.*`: where the event counters stand, and what was missed.
 *
 * https://core.telegram.org/api/updates
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { rpcError, type Service, type ServiceContext } from "../../rpc.ts";
import type { WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { company, mixedCompany } from "../page.ts";
import { resolveChannel } from "../peers.ts";
import { dialogOf } from "../messages/dialog.ts";
import { slicePage } from "../slice.ts";
import { accountBox, channelBox } from "./box.ts";
import { tellEvents } from "./event_update.ts";
import { currentState } from "./state.ts";

interface GetDifference {
  readonly pts: number;
  readonly ptsLimit?: number | null;
  readonly ptsTotalLimit?: number | null;
  readonly date: number;
}

interface GetChannelDifference {
  readonly channel: Api.TypeInputChannel;
  readonly pts: number;
  readonly limit: number;
}

/** Events in one slice, unless the client wants fewer. */
const SLICE = 100;
/** A client without updates may ask for a channel's difference again after this many seconds. */
const TIMEOUT_S = 30;
/** How many of the newest messages go with a difference that is too long to be told. */
const LATEST = 10;

/** Updates. */
export const updatesService: Service = {
  "updates.getState": (_request, context) => ({ answer: currentState(context) }),

  "updates.getDifference": method((request: GetDifference, context) => {
    const box = accountBox(context.world);
    const refusal = checkPts(request.pts, box.pts);
    if (refusal !== undefined) return refusal;
    if (request.date === 0) return rpcError(400, "DATE_EMPTY");
    return { answer: difference(request, context) };
  }),

  "updates.getChannelDifference": method((request: GetChannelDifference, context) => {
    const chat = resolveChannel(request.channel, context);
    if ("error" in chat) return chat;
    const refusal = checkPts(request.pts, channelBox(chat).pts);
    return refusal ?? { answer: channelDifference(request, chat, context) };
  }),
};

function checkPts(pts: number, current: number): ReturnType<typeof rpcError> | undefined {
  if (pts <= 0) return rpcError(400, "PERSISTENT_TIMESTAMP_EMPTY");
  return pts > current ? rpcError(400, "PERSISTENT_TIMESTAMP_INVALID") : undefined;
}

function difference(
  { pts, ptsLimit, ptsTotalLimit }: GetDifference,
  context: ServiceContext,
): Api.updates.TypeDifference {
  const box = accountBox(context.world);
  const state = currentState(context);
  if (pts === box.pts) {
    return new Api.updates.DifferenceEmpty({ date: state.date, seq: state.seq });
  }
  if (ptsTotalLimit && pts + ptsTotalLimit < box.pts) {
    return new Api.updates.DifferenceTooLong({ pts: box.pts });
  }
  const missed = box.since(pts);
  const events = missed.slice(0, ptsLimit && ptsLimit > 0 ? Math.min(ptsLimit, SLICE) : SLICE);
  const told = tellEvents(events);
  const parts = { ...told, newEncryptedMessages: [], ...mixedCompany(told.newMessages, context) };
  const last = events.at(-1);
  if (last === undefined || events.length === missed.length) {
    return new Api.updates.Difference({ ...parts, state });
  }
  const intermediateState = currentState(context, last.pts);
  return new Api.updates.DifferenceSlice({ ...parts, intermediateState });
}

/** Too long is what is more than the client's limit: it starts again from the newest messages. */
function channelDifference(
  { pts, limit }: GetChannelDifference,
  chat: WorldChat,
  context: ServiceContext,
): Api.updates.TypeChannelDifference {
  const box = channelBox(chat);
  const end = { final: true, timeout: TIMEOUT_S } as const;
  if (pts === box.pts) return new Api.updates.ChannelDifferenceEmpty({ ...end, pts });
  if (pts + limit < box.pts) {
    const messages = [...newest(chat, context)];
    const around = company(messages, chat, context);
    const dialog = dialogOf(chat);
    return new Api.updates.ChannelDifferenceTooLong({ ...end, dialog, messages, ...around });
  }
  const told = tellEvents(box.since(pts), chat.entity.id.toJSNumber());
  const around = company(told.newMessages, chat, context);
  return new Api.updates.ChannelDifference({ ...end, pts: box.pts, ...told, ...around });
}

function newest({ history, entity }: WorldChat, { shortPages }: ServiceContext) {
  const first = { offsetId: 0, offsetDate: 0, addOffset: 0, limit: LATEST, maxId: 0, minId: 0 };
  return slicePage(history, entity.id.toJSNumber(), first, shortPages);
}
