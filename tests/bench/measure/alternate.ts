/** Rounds in which everything has its turn, so that a busy moment of the machine hits all alike. */

import { type Spread, spreadOf } from "./spread.ts";

/**
 * Does everything once a round. Who begins changes from round to round.
 *
 * @param rounds How often.
 * @param works What is done, by name.
 * @returns What came of each, in the order of the rounds.
 */
export async function alternate<Name extends string, Outcome>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<Outcome>>>,
): Promise<Record<Name, Outcome[]>> {
  const names = Object.keys(works) as Name[];
  const outcomes = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Outcome[]
  >;
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      outcomes[name].push(await works[name]());
    }
  }
  return outcomes;
}

/** How many times the one is the other, round by round. */
export function ratios(values: readonly number[], beside: readonly number[]): Spread {
  return spreadOf(values.map((value, round) => value / beside[round]!));
}
