/**
 * Reply headers in `@tgtk_chat`.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { CHAT, SALT } from "../directory.ts";
import { type ChatFrame, topOf } from "./chat_frame.ts";
import { spoken } from "./spoken.ts";

/** One answer in fifty is to a message that was deleted since. */
const TO_DELETED = 0.02;
const QUOTING = 0.06;

/** The header of an answer; undefined where the message answers nothing. */
export function replyHeader(frame: ChatFrame, index: number): Api.MessageReplyHeader | undefined {
  const answered = frame.answeredAt(index);
  if (answered === undefined) return undefined;
  const thrown = dice(frame.seed, CHAT.id, index, SALT.entity);
  const replyToMsgId = frame.ids[answered]!;
  const gap = replyToMsgId - 1;
  if (thrown.chance(TO_DELETED) && gap > frame.ids[answered - 1]!) {
    return new Api.MessageReplyHeader({ replyToMsgId: gap });
  }
  const top = topOf(frame, answered);
  return new Api.MessageReplyHeader({
    replyToMsgId,
    ...(top === answered ? {} : { replyToTopId: frame.ids[top]! }),
    ...(thrown.chance(QUOTING) ? quoteOf(frame, replyToMsgId) : {}),
  });
}

/** The first words of the message that is answered. */
function quoteOf(frame: ChatFrame, id: number) {
  const { message } = spoken({ seed: frame.seed, chat: CHAT.id, id, date: frame.dateOf(id) });
  const quoteText = message.split(" ").slice(0, 4).join(" ");
  return quoteText === "" ? {} : { quote: true, quoteText, quoteOffset: 0 };
}
