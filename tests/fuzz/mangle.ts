/** Spoiled bytes and texts: what was sound once, with a few places changed. */

import { dice } from "../chaos/storm.ts";

/** Inputs for each parser; `TGTK_FUZZ_RUNS=1000000` runs a million. */
export const FUZZ_RUNS = Number(Deno.env.get("TGTK_FUZZ_RUNS") ?? 20_000);

/** Numbers that break what trusts them. */
const TELLING = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff];

type Below = (count: number) => number;

/** One place is cut off, filled in, or changed. */
const EDITS: readonly ((bytes: Uint8Array, at: number, byte: number) => Uint8Array)[] = [
  (bytes, at) => bytes.slice(0, at),
  (bytes, at) => bytes.slice(at),
  (bytes, at, byte) => Uint8Array.of(...bytes.slice(0, at), byte, ...bytes.slice(at)),
  (bytes, at, byte) => bytes.map((each, place) => place === at ? byte : each),
  (bytes, at, byte) => bytes.map((each, place) => place === at ? each ^ (1 << byte % 8) : each),
];

function edited(bytes: Uint8Array, below: Below): Uint8Array {
  const byte = below(2) === 0 ? below(256) : TELLING[below(TELLING.length)]!;
  return EDITS[below(EDITS.length)]!(bytes, below(bytes.length + 1), byte);
}

/** Gives so many spoiled copies of sound inputs, always the same ones for a seed. */
export function* mangled(
  sound: readonly Uint8Array[],
  runs: number,
  seed = 1,
): Generator<Uint8Array> {
  const roll = dice(seed);
  const below: Below = (count) => Math.floor(count * roll());
  for (let run = 0; run < runs; run++) {
    let bytes = new Uint8Array(sound[run % sound.length]!);
    for (let edits = 1 + below(4); edits > 0; edits--) bytes = new Uint8Array(edited(bytes, below));
    yield bytes;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** {@linkcode mangled} for texts; what is no UTF-8 becomes replacement characters. */
export function* mangledTexts(sound: readonly string[], runs: number): Generator<string> {
  for (const bytes of mangled(sound.map((text) => encoder.encode(text)), runs)) {
    yield decoder.decode(bytes);
  }
}
