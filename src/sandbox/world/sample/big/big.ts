/**
 * `@tgtk_big`: a million short posts, each made when it is asked for.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { type Dice, dice } from "../dice.ts";
import { BIG, SALT } from "../directory.ts";
import { channelEntity } from "../entities/channels.ts";
import { channelPeer, ordinaryMessage } from "../entities/peers.ts";
import { photoMedia } from "../media/photo.ts";
import type { Language } from "../text/language.ts";
import { PHRASES } from "../text/phrases.ts";
import { fill } from "../text/template.ts";
import { countBelow, type History, type WorldChat } from "../../world.ts";
import { bigCountBelowId, bigDateAt, bigIdAt } from "./big_frame.ts";

/** One post in this many has a photo, so that a filter by media has to scan. */
const PHOTO_EVERY = 64;

/** Bold headlines start at 0 and have few lengths: their entities are made once. */
const headlineMarks: Api.MessageEntityBold[] = [];

function headlineMark(length: number): Api.MessageEntityBold {
  return headlineMarks[length] ??= new Api.MessageEntityBold({ offset: 0, length });
}

/** Makes the channel. */
export function bigChannel(seed: number): WorldChat {
  const peerId = channelPeer(BIG.id);
  const make = (index: number): Api.Message => {
    const id = bigIdAt(index);
    const date = bigDateAt(index);
    const thrown = dice(seed, BIG.id, id);
    const { message, entities } = wireText(thrown, index);
    return ordinaryMessage({
      id,
      peerId,
      date,
      post: true,
      message,
      entities,
      media: index % PHOTO_EVERY === 0 ? photoMedia(dice(seed, id, SALT.media), date) : undefined,
      views: thrown.between(900, 42_000),
      forwards: thrown.below(90),
    });
  };
  return {
    entity: channelEntity(seed, {
      ...BIG,
      date: BIG.from,
      flags: ["broadcast"],
    }),
    details: { about: BIG.about, participantsCount: BIG.members },
    history: bigHistory(make),
    member: true,
  };
}

function bigHistory(make: (index: number) => Api.Message): History {
  const inside = (index: number): number => {
    if (Number.isInteger(index) && index >= 0 && index < BIG.count) return index;
    throw new RangeError(`Cannot read message ${index} of ${BIG.count}`);
  };
  return {
    count: BIG.count,
    at: (index) => make(inside(index)),
    idAt: (index) => bigIdAt(inside(index)),
    dateAt: (index) => bigDateAt(inside(index)),
    countBelowId: bigCountBelowId,
    countBeforeDate: (date) => countBelow(BIG.count, (index) => bigDateAt(index) < date),
  };
}

function wireText(
  thrown: Dice,
  index: number,
): { readonly message: string; readonly entities: Api.TypeMessageEntity[] | undefined } {
  const language: Language = thrown.chance(0.3) ? "ru" : "en";
  const { slots, themes } = PHRASES[language];
  const theme = thrown.pick(themes);
  const sentence = fill(thrown.pick(theme.sentences), slots, thrown);
  const rare = index % BIG.rareWordEvery === 0 ? ` A ${BIG.rareWord} was seen.` : "";
  if (thrown.chance(0.4)) return { message: sentence + rare, entities: undefined };
  const headline = fill(thrown.pick(theme.headlines), slots, thrown);
  const message = `${headline}\n${sentence}${rare}`;
  if (!thrown.chance(0.15)) return { message, entities: [headlineMark(headline.length)] };
  const tag = `#${theme.tag}`;
  const hashtag = new Api.MessageEntityHashtag({ offset: message.length + 1, length: tag.length });
  return { message: `${message} ${tag}`, entities: [headlineMark(headline.length), hashtag] };
}
