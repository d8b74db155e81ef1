/**
 * Texts labelled by someone who had not read the detectors, and how the detectors do on them.
 *
 * A line is a message: `⏎` is a line break, `⟦kind|value⟧` a piece of personal data. The values were
 * worked out with other implementations of the checksums and are kept as literals.
 *
 * @module
 */

import { detect } from "../../../src/privacy/detect.ts";
import type { Match } from "../../../src/privacy/detectors/detector.ts";
import { stripInvisible } from "../../../src/privacy/invisible.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";

/** A piece of personal data in a text. */
export interface Value {
  /** Its kind; two with a comma between where either is right. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** A message, and what is personal in it. */
export interface Labelled {
  readonly text: string;
  readonly values: readonly Value[];
}

/** What became of the values of one kind. */
export interface KindFigure {
  readonly kind: string;
  readonly count: number;
  readonly missed: readonly string[];
}

/** What became of a set. */
export interface SecondFigures {
  readonly kinds: readonly KindFigure[];
  /** Matches that touch no labelled value. */
  readonly wrong: readonly string[];
  readonly matches: number;
}

/** Reads a file of labelled messages beside this one. */
export function readSet(name: string): readonly Labelled[] {
  const text = Deno.readTextFileSync(new URL(name, import.meta.url));
  return text.split("\n").filter(Boolean).map(readLabelled);
}

/** Reads one line; invisible characters are gone, as they are before anything is detected. */
export function readLabelled(line: string): Labelled {
  let text = "";
  const values: Value[] = [];
  for (const part of line.replaceAll("⏎", "\n").split(/(⟦[^⟧]*⟧)/)) {
    const [, kind, value] = /^⟦([\w,]+)\|([^⟧]*)⟧$/.exec(part) ?? [];
    const visible = stripInvisible(value ?? part).text;
    if (kind !== undefined) {
      values.push({ kind, start: text.length, end: text.length + visible.length });
    }
    text += visible;
  }
  return { text, values };
}

/** Runs the detectors over a set. A value counts as found if one match of its kind covers it whole. */
export function measureSet(set: readonly Labelled[]): SecondFigures {
  const wrong: string[] = [];
  const kinds = new Map<string, { count: number; missed: string[] }>();
  let matches = 0;
  for (const { text, values } of set) {
    const found = detect(text, [], DEFAULT_PII_KINDS);
    matches += found.length;
    for (const value of values) {
      const figure = kinds.get(value.kind) ?? { count: 0, missed: [] };
      kinds.set(value.kind, figure);
      figure.count += 1;
      if (!found.some((match) => covers(match, value))) figure.missed.push(text);
    }
    for (const match of found) {
      if (!values.some(({ start, end }) => match.start < end && start < match.end)) {
        wrong.push(`${match.kind} ${text.slice(match.start, match.end)} in ${text}`);
      }
    }
  }
  return { kinds: [...kinds].map(([kind, figure]) => ({ kind, ...figure })), wrong, matches };
}

function covers(match: Match, { kind, start, end }: Value): boolean {
  return kind.split(",").includes(match.kind) && match.start <= start && match.end >= end;
}
