/**
 * How fast personal data is found and masked on one core: ordinary chat, each of its languages, chat
 * where every message holds some, and the worst messages of 4,096 characters. A megabyte is a million
 * bytes of UTF-8.
 *
 *     deno run -A tests/bench/privacy_bench.ts [--runs 7] [--json FILE]
 */

import process from "node:process";
import { parseArgs } from "node:util";
import { cleanText } from "../../src/privacy/clean.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import { chat, TALK, WORST } from "../privacy/labelled/chat.ts";
import { drawSpread, spreadOf } from "./spread.ts";

const POLICY = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
const MESSAGES = 40_000;
const LONGEST_MESSAGE = 4_096;

const bytesOf = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);

/** Processor time, which other programs on the machine do not stretch. */
function millisecondsOf(texts: readonly string[]): number {
  const started = process.cpuUsage();
  for (const text of texts) cleanText({ text }, POLICY);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function megabytesPerSecond(texts: readonly string[], runs: number) {
  const bytes = bytesOf(texts);
  millisecondsOf(texts);
  return spreadOf(Array.from({ length: runs }, () => bytes / millisecondsOf(texts) / 1000));
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "7" }, json: { type: "string" } },
});
const runs = Number(values.runs);

const languages = Object.keys(TALK) as (keyof typeof TALK)[];

const figures = {
  ordinary: megabytesPerSecond(chat({ messages: MESSAGES, share: 0.05 }), runs),
  dense: megabytesPerSecond(chat({ messages: MESSAGES / 4, share: 1 }), runs),
};
const alone = languages.map((talk) => ({
  talk,
  spread: megabytesPerSecond(chat({ messages: MESSAGES / 4, share: 0.05, talk }), runs),
}));
console.log(
  `ordinary chat, personal data in 5 % of messages, MB/s: ${drawSpread(figures.ordinary, 1)}`,
);
for (const { spread, talk } of alone) {
  console.log(`  the same in ${talk} alone, MB/s: ${drawSpread(spread, 1)}`);
}
console.log(`personal data in every message, MB/s: ${drawSpread(figures.dense, 1)}`);

const worst = WORST.map((piece) => {
  const text = piece.repeat(Math.ceil(LONGEST_MESSAGE / piece.length)).slice(0, LONGEST_MESSAGE);
  millisecondsOf(Array.from({ length: 20 }, () => text));
  const ten = Array.from({ length: 10 }, () => text);
  return { piece, ms: spreadOf(Array.from({ length: runs }, () => millisecondsOf(ten) / 10)) };
}).toSorted((a, b) => b.ms.median - a.ms.median);
console.log("the worst messages of 4,096 characters, ms:");
for (const { piece, ms } of worst.slice(0, 8)) {
  console.log(`  ${JSON.stringify(piece)}: ${drawSpread(ms, 2)}`);
}
if (values.json !== undefined) {
  await Deno.writeTextFile(
    values.json,
    `${JSON.stringify({ ...figures, alone, worst }, null, 2)}\n`,
  );
}
