/**
 * What AES-256's inverse cipher looks up. Words are little-endian, as every platform of the runtime
 * is; the tables join the inverse S-box and the inverse MixColumns step.
 *
 * @see https://csrc.nist.gov/pubs/fips/197/final section 5.3.5, the equivalent inverse cipher
 * @module
 */

/** Of a 32-byte key. */
export const ROUNDS = 14;

const KEY_WORDS = 8;
const SBOX = new Uint8Array(256);

/** The inverse S-box, for the last round. */
export const INVERSE_SBOX: Uint8Array = new Uint8Array(256);

/** One table for each byte of a word. Signed: the runtime's fast integers are. */
export const TABLES: readonly [Int32Array, Int32Array, Int32Array, Int32Array] = [
  new Int32Array(256),
  new Int32Array(256),
  new Int32Array(256),
  new Int32Array(256),
];

const [T0, T1, T2, T3] = TABLES;

function double(value: number): number {
  return ((value << 1) ^ (value & 0x80 ? 0x11b : 0)) & 0xff;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Walks the field's powers of 3 and, beside them, their inverses. */
function fillSbox(): void {
  let power = 1;
  let inverse = 1;
  do {
    power ^= double(power);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse &= 0xff;
    if (inverse & 0x80) inverse ^= 0x09;
    const spread = inverse * 0x101;
    const value = (spread ^ (spread >> 7) ^ (spread >> 6) ^ (spread >> 5) ^ (spread >> 4)) & 0xff;
    SBOX[power] = value ^ 0x63;
  } while (power !== 1);
  SBOX[0] = 0x63;
  SBOX.forEach((value, index) => INVERSE_SBOX[value] = index);
}

function fillTables(): void {
  for (let index = 0; index < 256; index++) {
    const x = INVERSE_SBOX[index]!;
    const x2 = double(x);
    const x4 = double(x2);
    const x8 = double(x4);
    const column = (x8 ^ x4 ^ x2) | ((x8 ^ x) << 8) | ((x8 ^ x4 ^ x) << 16) | ((x8 ^ x2 ^ x) << 24);
    TABLES.forEach((table, row) => table[index] = rotateLeft(column, row * 8));
  }
}

fillSbox();
fillTables();

function substitute(word: number): number {
  return SBOX[word & 255]! | (SBOX[(word >>> 8) & 255]! << 8) | (SBOX[(word >>> 16) & 255]! << 16) |
    (SBOX[word >>> 24]! << 24);
}

function expandKey(key: Uint8Array): Int32Array {
  const words = new Int32Array((ROUNDS + 1) * 4);
  words.set(new Int32Array(key.slice().buffer));
  let constant = 1;
  for (let index = KEY_WORDS; index < words.length; index++) {
    let word = words[index - 1]!;
    if (index % KEY_WORDS === 0) {
      word = substitute(rotateLeft(word, 24)) ^ constant;
      constant = double(constant);
    } else if (index % KEY_WORDS === 4) {
      word = substitute(word);
    }
    words[index] = words[index - KEY_WORDS]! ^ word;
  }
  return words;
}

function unmixColumn(word: number): number {
  return T0[SBOX[word & 255]!]! ^ T1[SBOX[(word >>> 8) & 255]!]! ^
    T2[SBOX[(word >>> 16) & 255]!]! ^ T3[SBOX[word >>> 24]!]!;
}

/**
 * Round keys of the equivalent inverse cipher, in the order they are used.
 *
 * @param key 32 bytes.
 */
export function decryptionKeys(key: Uint8Array): Int32Array {
  const forward = expandKey(key);
  const keys = new Int32Array(forward.length);
  for (let round = 0; round <= ROUNDS; round++) {
    const isOuter = round === 0 || round === ROUNDS;
    for (let column = 0; column < 4; column++) {
      const word = forward[(ROUNDS - round) * 4 + column]!;
      keys[round * 4 + column] = isOuter ? word : unmixColumn(word);
    }
  }
  return keys;
}
