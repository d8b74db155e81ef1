/** Spoiled bytes and texts: what was sound once, with a few places changed. */

import { dice } from "../chaos/storm.ts";

/** Inputs for each parser; `TGTK_FUZZ_RUNS=1000000` runs a million. */
export const FUZZ_RUNS = Number(Deno.env.get("TGTK_FUZZ_RUNS") ?? 20_000);

/** Numbers that break what trusts them. */
const TELLING = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff];

/** Gives so many spoiled copies of sound inputs, always the same ones for a seed. */
export function* mangled(
  sound: readonly Uint8Array[],
  runs: number,
  seed = 1,
): Generator<Uint8Array> {
  const roll = dice(seed);
  const below = (count: number) => Math.floor(count * roll());
  for (let run = 0; run < runs; run++) {
    let bytes = sound[run % sound.length]!.slice();
    for (let edits = 1 + below(4); edits > 0; edits--) {
      const at = below(bytes.length + 1);
      const byte = roll() < 0.5 ? below(256) : TELLING[below(TELLING.length)]!;
      const how = below(5);
      if (how === 0) bytes = bytes.slice(0, at);
      else if (how === 1) bytes = Uint8Array.of(...bytes.slice(0, at), byte, ...bytes.slice(at));
      else if (how === 2) bytes = bytes.slice(at);
      else if (at < bytes.length) bytes[at] = how === 3 ? bytes[at]! ^ (1 << below(8)) : byte;
    }
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
