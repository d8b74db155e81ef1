/**
 * What MTProto's documentation asks of a server's transports, encryption and service messages, and
 * the tests that hold it. `requirements_test.ts` sees to it that the tests exist.
 */

import { SERVICE_ROWS } from "./requirements_service.ts";
import { TRANSPORT_ROWS } from "./requirements_transport.ts";

/** One thing that a page says. */
export interface Requirement {
  readonly id: string;
  /** Below https://core.telegram.org/mtproto/. */
  readonly page: string;
  /** In short, in our own words. */
  readonly sentence: string;
  readonly tests: readonly string[];
}

/** A requirement of a page, as it is written down. */
export type Row = readonly [id: string, sentence: string, ...tests: string[]];

/** Every requirement. */
export const REQUIREMENTS: readonly Requirement[] = Object.entries({
  ...TRANSPORT_ROWS,
  ...SERVICE_ROWS,
}).flatMap(
  ([page, rows]) => rows.map(([id, sentence, ...tests]) => ({ id, page, sentence, tests })),
);
