/**
 * Reactions under a message.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";

/** They stand under very many messages: each is made once. */
const EMOJI: readonly Api.ReactionEmoji[] = ["👍", "❤️", "🔥", "😁", "😢", "🤔", "🎉", "👏"].map(
  (emoticon) => new Api.ReactionEmoji({ emoticon }),
);

/**
 * Makes reactions, most frequent first: mostly emoji, rarely custom ones and paid stars.
 *
 * @param most The highest count of one reaction.
 */
export function reactionsOf(thrown: Dice, most: number): Api.MessageReactions {
  const kinds = thrown.between(1, 6);
  const start = thrown.below(EMOJI.length);
  const reactions: Api.TypeReaction[] = Array.from(
    { length: kinds },
    (_, i) => EMOJI[(start + i) % EMOJI.length]!,
  );
  if (thrown.chance(0.1)) {
    reactions.push(new Api.ReactionCustomEmoji({ documentId: identifier(thrown) }));
  }
  if (thrown.chance(0.05)) reactions.push(new Api.ReactionPaid());
  let count = thrown.between(Math.min(2, most), most);
  return new Api.MessageReactions({
    results: reactions.map((reaction) => {
      const result = new Api.ReactionCount({ reaction, count });
      count = Math.max(1, Math.floor(count * (0.3 + 0.6 * thrown.fraction())));
      return result;
    }),
  });
}
