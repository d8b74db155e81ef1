/**
 * Texts labelled by a second hand, before it had read the detectors, and how the detectors do on
 * them. The values were worked out with other implementations of the checksums and are kept as
 * literals.
 *
 * A line is a message: `⏎` is a line break, `⟦kind|value⟧` a piece of personal data, `⟦kind~set|…⟧`
 * one that is counted apart, `⟦kind,kind|…⟧` one of which either kind is right. `¦` stands for
 * nothing: it keeps made-up keys from being taken for real ones.
 *
 * @module
 */

import { detect } from "../../../src/privacy/detect.ts";
import { stripInvisible } from "../../../src/privacy/invisible.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";

/** A piece of personal data in a text. */
interface Value {
  /** Its kinds: any of them is right. */
  readonly kinds: readonly string[];
  /** What it is counted as. */
  readonly set: string;
  readonly start: number;
  readonly end: number;
}

/** A message, and what is personal in it. */
export interface Labelled {
  readonly text: string;
  readonly values: readonly Value[];
}

/** What became of the values of one set. */
export interface SetFigure {
  readonly set: string;
  readonly count: number;
  readonly missed: readonly string[];
}

/** What became of a batch. */
export interface SecondFigures {
  readonly sets: readonly SetFigure[];
  readonly matches: number;
  /** Matches that touch no labelled value. */
  readonly wrong: readonly string[];
}

/** The batches: the first was written before the detectors had been read, the others afterwards; the last is a sample. */
export const BATCHES = [
  { values: "values.txt", lookAlikes: "look_alikes.txt" },
  { values: "values_2.txt", lookAlikes: "look_alikes_2.txt" },
  { values: "values_3.txt", lookAlikes: "look_alikes_3.txt" },
  { values: "values_4.txt", lookAlikes: "look_alikes_4.txt" },
] as const;

/** Reads a file of messages beside this one. */
export function readMessages(name: string): readonly Labelled[] {
  const text = Deno.readTextFileSync(new URL(name, import.meta.url));
  return text.split("\n").filter(Boolean).map(readMessage);
}

const LABEL = /^⟦([\w,]+)(?:~(\w+))?\|([^⟧]*)⟧$/;

/** Reads one line; invisible characters are gone, as they are before anything is detected. */
export function readMessage(line: string): Labelled {
  let text = "";
  const values: Value[] = [];
  for (const part of line.replaceAll("¦", "").replaceAll("⏎", "\n").split(/(⟦[^⟧]*⟧)/)) {
    const [, kind, group, value] = LABEL.exec(part) ?? [];
    const visible = stripInvisible(value ?? part).text;
    if (kind !== undefined) {
      const kinds = kind.split(",");
      const set = group === undefined ? kinds[0]! : `${kinds[0]}, ${group}`;
      values.push({ kinds, set, start: text.length, end: text.length + visible.length });
    }
    text += visible;
  }
  return { text, values };
}

/** Runs the detectors. A value counts as found if one match of its kind covers it whole. */
export function measureMessages(messages: readonly Labelled[]): SecondFigures {
  const sets = new Map<string, { count: number; missed: string[] }>();
  const wrong: string[] = [];
  let matches = 0;
  for (const { text, values } of messages) {
    const found = detect(text, [], DEFAULT_PII_KINDS);
    matches += found.length;
    for (const { kinds, set, start, end } of values) {
      const figure = sets.get(set) ?? { count: 0, missed: [] };
      sets.set(set, figure);
      figure.count += 1;
      const isFound = found.some((match) =>
        kinds.includes(match.kind) && match.start <= start && match.end >= end
      );
      if (!isFound) figure.missed.push(text);
    }
    for (const { kind, start, end } of found) {
      if (values.some((value) => start < value.end && value.start < end)) continue;
      wrong.push(`${kind} ${text.slice(start, end)} in ${text}`);
    }
  }
  return { sets: [...sets].map(([set, figure]) => ({ set, ...figure })), wrong, matches };
}

/** All batches together. */
export function measureBatches(): SecondFigures & { readonly lookAlikes: number } {
  const lookAlikes = BATCHES.flatMap((batch) => readMessages(batch.lookAlikes));
  const messages = BATCHES.flatMap((batch) => readMessages(batch.values));
  return { ...measureMessages([...messages, ...lookAlikes]), lookAlikes: lookAlikes.length };
}
