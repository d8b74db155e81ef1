/** Chance from a seed, for sets that are the same each time. */
export interface Dice {
  /** A whole number from 0 up to, without, `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A string of so many characters of an alphabet. */
  readonly string: (length: number, alphabet: string) => string;
  /** Puts digits for each `#`, and digits from 1 on for each `%`. */
  readonly fill: (pattern: string) => string;
  readonly bytes: (length: number) => Uint8Array;
}

/** Mulberry32, a small generator with 32 bits of state. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => next() % limit;
  const string = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join("");
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    string,
    fill: (pattern) =>
      pattern.replace(/[#%]/g, (mark) => String(mark === "#" ? below(10) : 1 + below(9))),
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
