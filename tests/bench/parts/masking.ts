/** How fast personal data is found and masked. */

import process from "node:process";
import type { Cell } from "../../../tasks/performance/results.ts";
import { cleanText } from "../../../src/privacy/clean.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";
import { chat, TALK, WORST } from "../../privacy/labelled/chat.ts";
import { alternate } from "../measure/alternate.ts";
import { type Spread, spreadOf } from "../measure/spread.ts";
import type { Part } from "./part.ts";

const POLICY = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
const MESSAGES = 40_000;
const LONGEST_MESSAGE = 4096;
const SHOWN = 3;

const ORDINARY = "mixed chat, personal data in 5 % of messages";
const HARD = "mixed chat, personal data in 5 %, look-alikes in 10 % of messages";
const DENSE = "mixed chat, personal data in every message";
const LEAST_MB_S = [[ORDINARY, 50], [DENSE, 5]] as const;
const MOST_MS = 5;

const bytesOf = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);

/** Processor time, which other programs on the machine do not stretch. */
function millisecondsOf(texts: readonly string[]): number {
  const started = process.cpuUsage();
  for (const text of texts) cleanText({ text }, POLICY);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** A server that runs has compiled what it uses; before that its compilers' time counts as well. */
const WARM_UPS = 5;

function warmUp(texts: readonly string[]): void {
  for (let round = 0; round < WARM_UPS; round++) millisecondsOf(texts);
}

/** Megabytes a second. */
function rateOf(texts: readonly string[]): () => Promise<number> {
  const bytes = bytesOf(texts);
  warmUp(texts);
  return () => Promise.resolve(bytes / millisecondsOf(texts) / 1000);
}

/** Chat in one language, or of emoji, alone. */
function byLanguage() {
  const languages = Object.keys(TALK) as (keyof typeof TALK)[];
  return Object.fromEntries(languages.map((talk) => {
    const texts = chat({ messages: MESSAGES / 4, share: 0.05, talk });
    return [`the same in ${talk} alone`, rateOf(texts)];
  }));
}

/** Milliseconds for each of the longest messages that are made of one piece, slowest first. */
function worst(rounds: number): readonly { readonly piece: string; readonly ms: Spread }[] {
  return WORST.map((piece) => {
    const text = piece.repeat(Math.ceil(LONGEST_MESSAGE / piece.length)).slice(0, LONGEST_MESSAGE);
    const ten = Array.from({ length: 10 }, () => text);
    warmUp([...ten, ...ten]);
    return { piece, ms: spreadOf(Array.from({ length: rounds }, () => millisecondsOf(ten) / 10)) };
  }).toSorted((a, b) => b.ms.median - a.ms.median);
}

export const MASKING: Part = {
  title: "Masking",
  about:
    "Texts are searched for every kind of personal data that is masked by default, by processor " +
    "time on one core: chat with dates, sums and links in some sentences and personal data in 5 % " +
    "of messages or in each, a megabyte being a million bytes of UTF-8; and messages of 4,096 " +
    "characters made of one piece over and over, of which the slowest are shown.",
  async measure({ isQuick }) {
    const rounds = isQuick ? 3 : 7;
    const rates = await alternate(rounds, {
      [ORDINARY]: rateOf(chat({ messages: MESSAGES, share: 0.05 })),
      ...byLanguage(),
      [HARD]: rateOf(chat({ messages: MESSAGES, share: 0.05, lookAlikes: 0.1 })),
      [DENSE]: rateOf(chat({ messages: MESSAGES / 4, share: 1 })),
    });
    const rows: readonly (readonly Cell[])[] = Object.entries(rates).map((
      [name, values],
    ) => [name, spreadOf(values)]);
    const slowest = worst(rounds);
    const rateTargets = LEAST_MB_S.map(([name, value]) => ({
      what: `Masking of ${name}`,
      bound: "at least",
      value,
      unit: "MB/s",
      measured: spreadOf(rates[name]).median,
    } as const));
    return {
      targets: [...rateTargets, {
        what: "Masking of the worst message of 4,096 characters",
        bound: "at most",
        value: MOST_MS,
        unit: "ms",
        measured: slowest[0]!.ms.median,
      }],
      tables: [
        { columns: ["text", "MB/s"], rows },
        {
          columns: ["the worst messages repeat", "ms"],
          rows: slowest.slice(0, SHOWN).map(({ ms, piece }) =>
            [`\`${JSON.stringify(piece)}\``, ms] as const
          ),
        },
      ],
      plots: [],
    };
  },
};
