/**
 * Where forwarded messages came from.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { bigDateAt, bigIdAt, bigIndexBefore } from "../big/big_frame.ts";
import { byWeight, type Dice } from "../dice.ts";
import { BIG, ORIGINS, PEOPLE } from "../directory.ts";
import { channelPeer, userPeer } from "../entities/peers.ts";
import { personId } from "../people/people.ts";
import { PHRASES } from "../text/phrases.ts";

type Origin = (thrown: Dice, date: number) => Api.MessageFwdHeader;

/** From a channel that has no history here. */
const fromElsewhere: Origin = (thrown, date) =>
  new Api.MessageFwdHeader({
    fromId: channelPeer(thrown.pick(ORIGINS).id),
    date: date - thrown.between(30, 90_000),
    channelPost: thrown.between(10, 9_000),
    ...(thrown.chance(0.3) ? { postAuthor: thrown.pick(PHRASES.en.slots["person"]!) } : {}),
  });

/** From a post of `@tgtk_big` that exists. */
const fromWire: Origin = (thrown, date) => {
  const index = bigIndexBefore(date, thrown.between(1, 400));
  if (index < 0) return fromElsewhere(thrown, date);
  return new Api.MessageFwdHeader({
    fromId: channelPeer(BIG.id),
    date: bigDateAt(index),
    channelPost: bigIdAt(index),
  });
};

/** From a person who hides their account: a name is all there is. */
const fromHidden: Origin = (thrown, date) =>
  new Api.MessageFwdHeader({
    fromName: thrown.pick(PHRASES[thrown.chance(0.5) ? "en" : "ru"].slots["person"]!),
    date: date - thrown.between(30, 90_000),
  });

/** From a person. */
const fromPerson: Origin = (thrown, date) =>
  new Api.MessageFwdHeader({
    fromId: userPeer(personId(thrown.below(PEOPLE.count))),
    date: date - thrown.between(30, 90_000),
  });

const ORIGIN_KINDS: readonly (readonly [Origin, number])[] = [
  [fromElsewhere, 45],
  [fromWire, 20],
  [fromHidden, 20],
  [fromPerson, 15],
];

/** Makes the header of a message that was forwarded before `date` (Unix seconds). */
export function forwardHeader(thrown: Dice, date: number): Api.MessageFwdHeader {
  return byWeight(thrown.fraction(), ORIGIN_KINDS)(thrown, date);
}
