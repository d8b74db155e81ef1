/**
 * Messages that arrive, change or vanish while a client reads.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { peerOf, type PeerRef } from "../../services/refs.ts";
import type { WorldChat, WorldMessage } from "../../world/world.ts";
import type { FaultKind, Target } from "./kind.ts";
import { chat, fields, optional, text, wholeNumber } from "./settings.ts";
import { idsOf, type Which, WHICH_FIELDS, whichSchema } from "./which.ts";

/** Messages that arrive. */
export interface AddMessages {
  /** Bare id or `@username`; the chat that the call names by default. */
  readonly chat?: number | string;
  /** 1 by default. */
  readonly count?: number;
  readonly text?: string;
}

/** Messages that change. */
export interface EditMessages extends Which {
  readonly text?: string;
}

/** Has messages arrive. */
export const addMessages: FaultKind<AddMessages> = {
  schema: fields({
    chat: optional(chat()),
    count: optional(wholeNumber(1, 10_000)),
    text: optional(text()),
  }).describe("So many new messages (1) arrive in the chat before the call is answered."),
  needsCall: false,
  isFinal: false,
  strike: ({ chat, count = 1, text = "A message that arrived meanwhile" }, target) => {
    const found = chatOf(chat, target);
    if (found === undefined) return {};
    for (let added = 0; added < count; added++) {
      target.world.add(found.ref, (id) => newMessage(id, text, found, target.now));
    }
    return {};
  },
};

/** Has messages change. */
export const editMessages: FaultKind<EditMessages> = {
  schema: fields({ ...WHICH_FIELDS, text: optional(text()) }).describe(
    "Messages (the newest one, unless others are named) get another text before the call is " +
      "answered. Service messages stay as they are.",
  ) as unknown as FaultKind<EditMessages>["schema"],
  needsCall: false,
  isFinal: false,
  strike: ({ text = "A message that changed meanwhile", ...which }, target) => {
    const found = chatOf(which.chat, target);
    if (found === undefined) return {};
    const { history } = found.chat;
    for (const id of idsOf(which, history, target)) {
      const message = history.at(history.countBelowId(id));
      if (message.className !== "Message") continue;
      target.world.edit(found.ref, edited(message, text, target.now));
    }
    return {};
  },
};

/** Has messages vanish. */
export const deleteMessages: FaultKind<Which> = {
  schema: whichSchema().describe(
    "Messages (the newest one, unless others are named) are gone before the call is answered.",
  ),
  needsCall: false,
  isFinal: false,
  strike: (which, target) => {
    const found = chatOf(which.chat, target);
    if (found === undefined) return {};
    for (const id of idsOf(which, found.chat.history, target)) target.world.remove(found.ref, id);
    return {};
  },
};

interface FoundChat {
  readonly ref: PeerRef;
  readonly chat: WorldChat;
}

function chatOf(wanted: number | string | undefined, target: Target): FoundChat | undefined {
  const ref = target.chat(wanted);
  const chat = ref && target.world.world.chat(ref.type, ref.id);
  return ref && chat && { ref, chat };
}

/** By the sender of the newest message, and never dated before it. */
function newMessage(
  id: number,
  text: string,
  { ref, chat: { history } }: FoundChat,
  now: number,
): WorldMessage {
  const newest = history.count === 0 ? undefined : history.at(history.count - 1);
  return new Api.Message({
    id,
    peerId: peerOf(ref),
    date: Math.max(newest?.date ?? 0, Math.floor(now / 1000)),
    message: text,
    post: newest?.post ?? false,
    ...(newest?.fromId ? { fromId: newest.fromId } : {}),
  });
}

function edited(message: Api.Message, text: string, now: number): Api.Message {
  const { entities: _, ...rest } = message;
  return new Api.Message({ ...rest, message: text, editDate: Math.floor(now / 1000) });
}
