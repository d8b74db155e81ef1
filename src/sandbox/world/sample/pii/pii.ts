/**
 * `@tgtk_pii`: two posts of three hold made-up personal data, the third is hostile.
 *
 * @module
 */

import type { Api } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { PII, SALT } from "../directory.ts";
import { channelEntity } from "../entities/channels.ts";
import { channelPeer, ordinaryMessage } from "../entities/peers.ts";
import { chooseIds, tabledHistory } from "../tabled_history.ts";
import { postText } from "../text/post_text.ts";
import { type RichText, richText } from "../text/rich_text.ts";
import { evenTimeline } from "../timeline.ts";
import type { WorldChat } from "../../world.ts";
import { carried } from "./carriers.ts";
import { HOSTILE } from "./hostile.ts";
import { PERSONAL } from "./personal.ts";

const peerId = channelPeer(PII.id);

/** Makes the channel. */
export function piiChannel(seed: number): WorldChat {
  const ids = chooseIds({ ...PII, seed, chat: PII.id });
  const sentAt = evenTimeline(PII, seed, PII.id);
  return {
    entity: channelEntity(seed, { ...PII, date: PII.from, flags: ["broadcast", "signatures"] }),
    details: { about: PII.about, participantsCount: PII.members },
    history: tabledHistory({
      ids,
      dateAt: (index) => sentAt(ids[index]!),
      make: (index) => piiPost(seed, index, ids[index]!, sentAt(ids[index]!)),
    }),
    member: true,
  };
}

function piiPost(seed: number, index: number, id: number, date: number): Api.Message {
  const thrown = dice(seed, PII.id, id, SALT.text);
  const turn = Math.floor(index / 3);
  const isHostile = index % 3 === 2;
  const hostile = HOSTILE[turn % HOSTILE.length]!;
  // The first round leaves the other fields alone, so that each text stands in a message; going on
  // by one every later round brings it into another field each time.
  const round = Math.floor(turn / HOSTILE.length);
  const { text, entities } = isHostile ? around(hostile) : personalText(seed, index, id);
  return ordinaryMessage({
    id,
    peerId,
    date,
    post: true,
    message: text,
    entities: entities.length > 0 ? entities : undefined,
    views: thrown.between(5, 90),
    forwards: thrown.below(3),
    ...(isHostile && round > 0 ? carried(turn + round, hostile, thrown, date) : {}),
  });
}

const around = (text: string): RichText => ({ text, entities: [] });

/** A piece of personal data, now and then inside a longer post. */
function personalText(seed: number, index: number, id: number): RichText {
  const thrown = dice(seed, PII.id, id, SALT.text);
  // Two of three indices are personal: count them without gaps, so that each kind has its turn.
  const place = index - Math.floor(index / 3);
  const { make, mark } = PERSONAL[place % PERSONAL.length]!;
  const [before, piece, after] = make(thrown);
  const out = richText();
  if (thrown.chance(0.3)) {
    const { text } = postText(thrown, { language: "ru", limit: 600 });
    out.add(`${text}\n\n`);
  }
  out.add(before);
  out.add(piece, ...(mark === undefined ? [] : [mark]));
  out.add(after);
  return out.done();
}
