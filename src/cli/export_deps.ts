/**
 * What exports work with, by the operator's settings.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { ExportDeps } from "../exports/export.ts";
import type { ExportStore } from "../exports/store.ts";
import { inFlightAt } from "../telegram/pace.ts";
import type { Telegram } from "../telegram/port.ts";
import { systemSleep } from "../telegram/sleep.ts";
import { turns } from "../telegram/turns.ts";
import { VERSION } from "../version.ts";

const HOUR_S = 3600;

/**
 * Puts together what exports work with. Make it once for the process: all exports take turns.
 *
 * @param telegram What reads, with its policies.
 * @param store Where exports are kept.
 * @param config The checked configuration.
 */
export function exportDepsOf(telegram: Telegram, store: ExportStore, config: Config): ExportDeps {
  const inFlight = inFlightAt(config.TGTK_PACE);
  return {
    telegram,
    store,
    policy: config.TGTK_CHATS,
    inFlight,
    turn: turns(inFlight),
    ttlS: config.TGTK_EXPORT_TTL_HOURS * HOUR_S,
    toolVersion: VERSION,
    clock: Date.now,
    sleep: systemSleep,
  };
}
