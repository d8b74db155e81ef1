/**
 * The posts of `@tgtk_news`.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, dice } from "../dice.ts";
import { NEWS, SALT, WORLD_NOW } from "../directory.ts";
import {
  channelPeer,
  type MessageFields,
  ordinaryMessage,
  serviceMessage,
} from "../entities/peers.ts";
import { photo, viewOncePhoto } from "../media/photo.ts";
import { forwardHeader } from "../post/forwards.ts";
import { asPost, contentOf } from "../post/content.ts";
import { reactionsOf } from "../post/reactions.ts";
import { PHRASES } from "../text/phrases.ts";
import type { WorldMessage } from "../../world.ts";
import type { NewsFrame, PostPlan } from "./news_frame.ts";
import type { Threads } from "./threads.ts";
import { repliesUnderPost } from "./commenters.ts";

const peerId = channelPeer(NEWS.id);
const MONTH = 30 * 86_400;
const VIEW_SECONDS = 30;

/** Makes the post with an id that exists. */
export function newsPost(frame: NewsFrame, threads: Threads, id: number): WorldMessage {
  const plan = frame.planOf(id);
  if (plan.kind === "service") return servicePost(frame, id, plan.what);
  return ordinaryMessage({
    ...postFields(frame, id, plan),
    replies: repliesUnderPost(frame, threads, id, plan),
  });
}

/** The fields of an ordinary post, without what the discussion group adds. */
export function postFields(
  frame: NewsFrame,
  id: number,
  plan: PostPlan & { readonly kind: "post" },
): MessageFields {
  const { seed } = frame;
  const date = frame.dateOf(id);
  const thrown = dice(seed, NEWS.id, id, SALT.numbers);
  const language = frame.languageOf(id);
  const pinned = (NEWS.pinned as readonly number[]).includes(id);
  return {
    id,
    peerId,
    date,
    post: true,
    ...contentOf({
      seed,
      chat: NEWS.id,
      id,
      date,
      language,
      content: plan.content,
      write: isAlbumTail(plan, id) ? () => ({ text: "", entities: [] }) : asPost,
    }),
    ...(id === NEWS.viewOnce ? { media: viewOncePhoto(thrown, date, VIEW_SECONDS) } : {}),
    ...(id === NEWS.withLifetime ? { ttlPeriod: MONTH } : {}),
    ...(pinned ? { pinned } : {}),
    ...countersOf(thrown, date),
    ...(plan.album === undefined ? headOf(thrown, id, date) : groupOf(seed, plan.album.first)),
    ...(thrown.chance(0.3) ? { postAuthor: thrown.pick(PHRASES[language].slots["person"]!) } : {}),
  };
}

function isAlbumTail(plan: PostPlan & { readonly kind: "post" }, id: number): boolean {
  return plan.album !== undefined && plan.album.first !== id;
}

/** Views grow with age for a week; younger posts have fewer. */
function countersOf(thrown: Dice, date: number): Partial<MessageFields> {
  const ripe = Math.min(1, (WORLD_NOW - date + 3_600) / (7 * 86_400));
  const views = Math.round(thrown.between(4_000, 52_000) * ripe);
  return {
    views,
    forwards: Math.floor(views * 0.004 * thrown.fraction()),
    ...(thrown.chance(0.08) ? { silent: true } : {}),
    ...(thrown.chance(0.72) ? { reactions: reactionsOf(thrown, 400) } : {}),
  };
}

/** What only a post outside an album has here: an origin, or a later edit. */
function headOf(thrown: Dice, id: number, date: number): Partial<MessageFields> {
  const special = id === NEWS.withLifetime || id === NEWS.viewOnce;
  if (!special && thrown.chance(0.08)) return { fwdFrom: forwardHeader(thrown, date) };
  if (!thrown.chance(0.14)) return {};
  const editDate = Math.min(WORLD_NOW, date + thrown.between(20, 40_000));
  return { editDate, ...(thrown.chance(0.3) ? { editHide: true } : {}) };
}

/** An album's number, the same for each of its posts. */
export function albumId(seed: number, chat: number, first: number): ReturnType<typeof bigInt> {
  const low = dice(seed, chat, first, SALT.album).below(0x7fffffff);
  return bigInt(13_800_000_000).add(first).multiply(1_000_000).add(low % 1_000_000);
}

function groupOf(seed: number, first: number): Partial<MessageFields> {
  return { groupedId: albumId(seed, NEWS.id, first) };
}

type Service = (PostPlan & { readonly kind: "service" })["what"];

function servicePost(frame: NewsFrame, id: number, what: Service): Api.MessageService {
  const date = frame.dateOf(id);
  return serviceMessage({
    id,
    peerId,
    date,
    post: true,
    action: actionOf(what, dice(frame.seed, NEWS.id, id, SALT.media), date),
    replyTo: what === "pin" ? new Api.MessageReplyHeader({ replyToMsgId: id - 1 }) : undefined,
  });
}

function actionOf(what: Service, thrown: Dice, date: number): Api.TypeMessageAction {
  switch (what) {
    case "created":
      return new Api.MessageActionChannelCreate({ title: "City News" });
    case "title":
      return new Api.MessageActionChatEditTitle({ title: NEWS.title });
    case "photo":
      return new Api.MessageActionChatEditPhoto({ photo: photo(thrown, date) });
    case "pin":
      return new Api.MessageActionPinMessage();
  }
}
