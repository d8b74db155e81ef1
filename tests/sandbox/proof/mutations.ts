/** Spoils bytes: the same seed spoils the same way. */

/** A source of whole numbers below a bound. */
export type Dice = (bound: number) => number;

/** Makes a source; mulberry32. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** Words that readers stumble over: borders, vectors, containers, packed objects, flags. */
const WORDS = [
  0,
  1,
  0xffffffff,
  0x7fffffff,
  0x80000000,
  0x00fffffe,
  0x1cb5c415,
  0x73f1f8dc,
  0x3072cfa1,
  0x997275b5,
  0xda9b0d0d,
] as const;

type Mutation = (bytes: Uint8Array<ArrayBuffer>, dice: Dice) => Uint8Array<ArrayBuffer>;

const MUTATIONS: readonly Mutation[] = [
  (bytes, dice) => {
    bytes[dice(bytes.length)]! ^= 1 << dice(8);
    return bytes;
  },
  (bytes, dice) => {
    const at = dice(bytes.length);
    return bytes.fill(dice(256), at, at + 1 + dice(8));
  },
  (bytes, dice) => {
    const at = dice(bytes.length >> 2) * 4;
    new DataView(bytes.buffer).setUint32(at, WORDS[dice(WORDS.length)]!, true);
    return bytes;
  },
  (bytes, dice) => bytes.slice(0, 1 + dice(bytes.length)),
  (bytes, dice) => bytes.slice(0, 4 * (1 + dice(bytes.length >> 2))),
  (bytes, dice) => {
    const [from, at] = [4 * dice(bytes.length >> 2), 4 * dice(bytes.length >> 2)];
    const part = bytes.slice(from, from + 4 * (1 + dice(8)));
    return Uint8Array.from([...bytes.subarray(0, at), ...part, ...bytes.subarray(at)]);
  },
];

/** Spoils a copy of some bytes, four or more of them, in one to three places. */
export function mutate(bytes: Uint8Array, dice: Dice): Uint8Array {
  let result = new Uint8Array(bytes);
  for (let count = 1 + dice(3); count > 0 && result.length >= 4; count--) {
    result = MUTATIONS[dice(MUTATIONS.length)]!(result, dice);
  }
  return result;
}
