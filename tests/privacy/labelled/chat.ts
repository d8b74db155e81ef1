/**
 * Chat for measuring speed: small talk in three languages, with personal data in a share of the
 * messages.
 *
 * @module
 */

import { diceOf } from "./dice.ts";
import { NEUTRAL, SMALL_TALK } from "./sentences.ts";
import { lookAlikes } from "./look_alikes.ts";
import { values } from "./values.ts";

/** Joiners without width are spelling here. */
const PERSIAN = [
  "سلام، خوبی؟ امروز می‌آیی؟",
  "من نمی‌دانم کی می‌رسیم، ولی حتماً خبرت می‌کنم.",
  "کتاب‌ها را فردا می‌آورم، نگران نباش.",
  "قیمت‌ها دوباره بالا رفته‌اند و هیچ‌کس چیزی نمی‌گوید.",
  "خیلی ممنون، عالی بود 🙏",
  "جلسه ساعت ۱۰ شروع می‌شود",
];

/** Styles, skins, flags, joined pictures, and text between. */
const EMOJI = [
  "❤️❤️❤️",
  "😂😂😂",
  "🤔🤔 не знаю",
  "👍🏽 ok",
  "👨‍👩‍👧 как вы там? 🥰",
  "🇷🇺🇬🇧 наши играют ⚽️🔥",
  "🎉🎉 с днём рождения!!! 🎂🎁🤗",
  "1️⃣ first 2️⃣ second",
  "☀️ доброе утро ☕️",
];

const SHORT = [
  ..."ок|да|нет|ага|+|спасибо!|где?|завтра|норм|ахахах|да ладно))|понял, спасибо".split("|"),
  ..."ok|yes|no|lol|thanks!|sure|where?|on my way|same|see you".split("|"),
];

const isRussian = (text: string) => /[а-яё]/i.test(text);

/** Sentences by what they are made of. */
export const TALK = {
  Russian: SMALL_TALK.filter(isRussian),
  English: SMALL_TALK.filter((text) => !isRussian(text)),
  Persian: PERSIAN,
  emoji: EMOJI,
} as const;

/** Of ten sentences of a mixed chat five are Russian, two English, one Persian, one emoji, one short. */
const MIXED = [
  ...[TALK.Russian, TALK.Russian, TALK.Russian, TALK.Russian, TALK.Russian],
  ...[TALK.English, TALK.English, PERSIAN, EMOJI, SHORT],
];

/** How many messages, which share of them holds personal data, and what the others are made of. */
export interface ChatOptions {
  readonly messages: number;
  readonly share: number;
  /** All by default. */
  readonly talk?: keyof typeof TALK;
  /** Which share holds what only looks like personal data, beside the dates, sums and links of talk. */
  readonly lookAlikes?: number;
}

/** Messages of one to three sentences, mostly one, the same each time. */
export function chat(
  { messages, share, talk: only, lookAlikes: likeness = 0 }: ChatOptions,
): readonly string[] {
  const dice = diceOf(7);
  const found = values(dice).filter(({ kind }) => kind !== "session" && kind !== "private_key");
  const innocent = lookAlikes(dice, 200);
  return Array.from({ length: messages }, () => {
    const sentences = only === undefined ? dice.pick(MIXED) : TALK[only];
    const length = dice.pick([1, 1, 1, 2, 2, 3]);
    const talk = Array.from({ length }, () => dice.pick(sentences));
    if (dice.below(1000) < likeness * 1000) talk.push(dice.pick(innocent));
    if (dice.below(1000) < share * 1000) {
      const { text, words } = dice.pick(found);
      const named = words === undefined ? text : `${dice.pick(words)} ${text}`;
      talk.push(dice.pick(NEUTRAL).replace("{}", () => named));
    }
    return talk.join(" ");
  });
}

/** Pieces that cost most when they are repeated: each is close to being something. */
export const WORST: readonly string[] = [
  ..."a|1|1 |11 |+1|+1 (|8 9|89123456789 |+79123456789 |+7 912 345 67 8 |4111 |4111 1111 1111 1112 |0123 "
    .split("|"),
  ..."a.|a@|a@b.1.|a@a.a |ann@example.org |@|'|xn--.|é|DE89|DE89 3704 |t.me/+|tel:+1-|@abc|55.75582,|１|９ "
    .split("|"),
  ..."тел 12 345 67 |call 123-456 |1.1.1.1 |1.|fe80:|::|ab:|aa:bb:cc:dd:ee:ff |eyJhbGci.|abandon |abandon zoo "
    .split("|"),
  ..."1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb |0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD |bc1qw508d6qejx |sk-"
    .split("|"),
  ..."-----BEGIN PRIVATE KEY-----|паспорт 4508 |ИНН 7707083894 |112-233-445 96 |219-09-9999 |карта 4|т 1 |д2|😀|8️⃣"
    .split("|"),
  ..."00 |00 1 8 |00 11 |020 |00 1 |00۴—010 |01１ |7 1 57 8 |7 0۴ 8 |7 0 45 8|07 1 5|B %40@%9|5\n%40-%9"
    .split(
      "|",
    ),
  ..."\u200B|1\u200B|ه\u200C|👩‍|🏴\u{E0067}|\uFE0F|𝟏|A|Zz9|[at] |a [at] b [dot] c |token: a|(1|+7(|00"
    .split("|"),
];
