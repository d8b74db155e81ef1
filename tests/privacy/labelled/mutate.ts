/**
 * Values whose check digits stand alone, with one digit or letter changed.
 *
 * @module
 */

import { base58CheckOf, ibanOf, segwitOf, withInn, withLuhn, withSnils } from "./checksums.ts";
import type { Dice } from "./dice.ts";

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS = "0123456789";

/** How values of a kind are made, and which characters one of theirs is exchanged for. */
export const CHECKED: Readonly<
  Record<
    string,
    { readonly make: (dice: Dice) => string; readonly alphabet: string; readonly from: number }
  >
> = {
  "bank card": {
    make: (dice) => withLuhn(dice.fill("4%#############")),
    alphabet: DIGITS,
    from: 1,
  },
  IBAN: {
    make: (dice) => ibanOf("DE", dice.fill("##################")),
    alphabet: DIGITS,
    from: 2,
  },
  SNILS: {
    make: (dice) => withSnils(dice.fill("1########")).replace(/(...)(...)(...)(..)/, "$1-$2-$3 $4"),
    alphabet: DIGITS,
    from: 1,
  },
  "INN of a person": {
    make: (dice) => withInn(dice.fill("77########")),
    alphabet: DIGITS,
    from: 2,
  },
  "Bitcoin, base58check": {
    make: (dice) => base58CheckOf(Uint8Array.from([0, ...dice.bytes(20)])),
    alphabet: BASE58,
    from: 1,
  },
  "Bitcoin, bech32": {
    make: (dice) => segwitOf("bc", 0, dice.bytes(20)),
    alphabet: BECH32,
    from: 3,
  },
};

/** Exchanges one character, which the alphabet holds, for another. */
export function mutate(
  value: string,
  { alphabet, from }: { readonly alphabet: string; readonly from: number },
  dice: Dice,
): string {
  const places = [...value].flatMap((character, at) =>
    at >= from && alphabet.includes(character) ? [at] : []
  );
  const place = dice.pick(places);
  const others = alphabet.replace(value.charAt(place), "");
  return value.slice(0, place) + dice.pick([...others]) + value.slice(place + 1);
}
