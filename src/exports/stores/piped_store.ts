/**
 * A store that keeps nothing: parts are handed on as they are filled, to somebody who reads along. What
 * it was given is gone, so that no run can be continued.
 *
 * @module
 */

import { type Outcome, succeed } from "../../model/failure.ts";
import type { ExportStore } from "../store.ts";

const NOTHING = Promise.resolve(succeed(undefined));

/**
 * Makes the store.
 *
 * @param take Takes a part; the next one waits until it has. Its failure ends the run.
 */
export function pipedStore(
  take: (bytes: Uint8Array<ArrayBuffer>) => Promise<Outcome<void>>,
): ExportStore {
  const writer = {
    record: undefined,
    append: take,
    save: () => NOTHING,
    close: () => Promise.resolve(),
  };
  return {
    open: () => Promise.resolve(succeed(writer)),
    read: () => NOTHING,
    readPart: () => NOTHING,
    list: () => Promise.resolve(succeed([])),
    remove: () => Promise.resolve(succeed(false)),
    sweep: () => NOTHING,
  };
}
