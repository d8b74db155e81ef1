/**
 * Data centres that exist in the configuration only.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { TlAnswer } from "../rpc.ts";

/**
 * Lists more data centres in the configuration, each at the address of the first one.
 *
 * @param ids Their numbers.
 * @returns The configuration; any other answer as it is.
 */
export function withDataCentres(answer: TlAnswer, ids: Iterable<number>): TlAnswer {
  if (!(answer instanceof Api.Config)) return answer;
  const known = new Set(answer.dcOptions.map(({ id }) => id));
  const added = [...ids].filter((id) => !known.has(id)).flatMap((id) =>
    answer.dcOptions.slice(0, 1).map((option) => new Api.DcOption({ ...option, id }))
  );
  return new Api.Config({ ...answer, dcOptions: [...answer.dcOptions, ...added] });
}
