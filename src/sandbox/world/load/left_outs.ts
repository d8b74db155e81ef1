/**
 * Counts what a file holds and the sandbox cannot serve, once per kind.
 *
 * @module
 */

/** What a count is of, and what became of it. */
const SENTENCES = {
  action: (n: number, name: string) =>
    `${many(n, "action")} of an unknown kind ${name} kept as plain service messages`,
  media: (n: number, name: string) =>
    `${many(n, "attachment")} of an unknown kind ${name} kept as unsupported media`,
  object: (n: number, name: string) => `${many(n, "object")} of an unknown kind ${name} left out`,
  field: (n: number, name: string) => `${many(n, "unknown field")} ${name} left out`,
  value: (n: number, name: string) => `${many(n, "unreadable value")} of ${name} left out`,
  entity: (n: number, name: string) =>
    `${many(n, "stretch", "stretches")} of text of an unknown kind ${name} kept as plain text`,
  empty: (n: number) => `${many(n, "empty message")} left out`,
  entry: (n: number) =>
    `${many(n, "entry", "entries")} left out that ${n === 1 ? "is" : "are"} no message`,
  duplicate: (n: number) => `${many(n, "message")} with an id seen before left out`,
  undated: (n: number) =>
    `${many(n, "message")} without a date given the date of the message before`,
  chat: (n: number) => `${many(n, "chat")} without messages left out`,
} as const;

/** The kinds of things that are left out. */
export type LeftOutKind = keyof typeof SENTENCES;

/** Hears of each thing that is left out. */
export interface LeftOuts {
  /** `name` is the file's own word: a constructor, a field, an action. */
  note(kind: LeftOutKind, name?: string): void;
}

/** Left-outs that can be told. */
export interface LeftOutCounts extends LeftOuts {
  /** One sentence a kind, without a full stop, in the order of first appearance. */
  sentences(): readonly string[];
}

/** Of hostile files only so many kinds are told apart. */
const MAX_KINDS = 100;

/** For reading again what has been counted once. */
export const UNHEARD: LeftOuts = { note: () => {} };

/**
 * Starts counting.
 *
 * @returns The counts.
 *
 * @example Two unknown actions
 * ```ts
 * import { countLeftOuts } from "./left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const leftOuts = countLeftOuts();
 * leftOuts.note("action", "foo");
 * leftOuts.note("action", "foo");
 * assert.deepEqual(leftOuts.sentences(), [
 *   '2 actions of an unknown kind "foo" kept as plain service messages',
 * ]);
 * ```
 */
export function countLeftOuts(): LeftOutCounts {
  const counts = new Map<string, { kind: LeftOutKind; name: string; count: number }>();
  let others = 0;
  const note = (kind: LeftOutKind, name = ""): void => {
    const key = `${kind} ${name}`;
    const known = counts.get(key);
    if (known !== undefined) known.count++;
    else if (counts.size < MAX_KINDS) counts.set(key, { kind, name, count: 1 });
    else others++;
  };
  const sentences = (): readonly string[] => {
    const told = [...counts.values()].map(({ kind, name, count }) =>
      SENTENCES[kind](count, quoted(name))
    );
    return others === 0 ? told : [...told, `${many(others, "thing")} of further kinds left out`];
  };
  return { note, sentences };
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** Names come from the file: cut, and with control characters escaped. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 64)).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    "?",
  );
}
