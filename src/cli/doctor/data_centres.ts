/**
 * Whether data centres can be reached.
 *
 * @module
 */

import { probeDataCentre, type Reached } from "../../telegram/probe.ts";
import { dataCentre, type Session } from "../../telegram/session_string.ts";
import type { Finding } from "./finding.ts";

/** Where a data centre is. */
export type Place = Omit<Session, "auth_key">;

/** Tries one. */
export type Reach = (place: Place) => Promise<Reached>;

const TIMEOUT_MS = 5000;

/** Asks the data centre itself. */
export const reachDataCentre: Reach = (place) => probeDataCentre(place, TIMEOUT_MS);

/**
 * Tries the session's data centre and the others.
 *
 * @param own The session's; a sandbox's on loopback stands for all.
 * @param reach Tries one.
 */
export async function dataCentreFindings(
  own: Place | undefined,
  reach: Reach,
): Promise<readonly Finding[]> {
  const isSandbox = own?.address.startsWith("127.") ?? false;
  const known = [1, 2, 3, 4, 5].flatMap((id) => dataCentre(id) ?? []);
  const others = isSandbox ? [] : known.filter(({ dc_id }) => dc_id !== own?.dc_id);
  const places = own === undefined ? others : [own, ...others];
  const tried = await Promise.all(
    places.map(async (place) => ({ place, reached: await reach(place) })),
  );
  const isAnyReached = tried.some(({ reached }) => reached === "answers");
  return tried.map(({ place, reached }) => {
    const isNeeded = place === own || (own === undefined && !isAnyReached);
    return findingOf(place, reached, isNeeded);
  });
}

function findingOf(
  { dc_id, address, port }: Place,
  reached: Reached,
  isNeeded: boolean,
): Finding {
  const where = `${dc_id} (${address}:${port})`;
  if (reached === "answers") {
    return { check: "data centre", state: "ok", words: `${where} answers.` };
  }
  const [words, mend] = TROUBLES[reached](`${address}:${port}`);
  const state = isNeeded ? "failed" : "warning";
  return { check: "data centre", state, words: `${where} ${words}`, mend };
}

const NETWORK = "check the network, and whether a firewall, a proxy or the country blocks Telegram";

const TROUBLES: Readonly<
  Record<Exclude<Reached, "answers">, (at: string) => readonly [string, string]>
> = {
  denied: (at) => ["may not be reached by this program.", `add ${at} to its --allow-net`],
  silent: () => ["takes the connection, but does not answer as a data centre does.", NETWORK],
  unreachable: () => ["cannot be reached.", NETWORK],
};
