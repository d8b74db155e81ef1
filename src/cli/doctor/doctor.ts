/**
 * `tgtk doctor`: looks at everything between a host and Telegram, and says how to mend it.
 *
 * @module
 */

import { checkConfig, type Config, type ConfigResult } from "../../config.ts";
import { acquireLease } from "../../telegram/lease/lease.ts";
import { leaseKey } from "../../telegram/lease/key.ts";
import { parseSessionString, type Session } from "../../telegram/session_string.ts";
import { VERSION } from "../../version.ts";
import type { Flags } from "../command.ts";
import { launchOf, thisProgram } from "../config/launch.ts";
import type { Launch } from "../config/host.ts";
import { type Machine, thisMachine } from "../config/machine.ts";
import { ACCOUNT } from "../config/host.ts";
import { EXIT_FAILED, EXIT_OK, type Io } from "../io.ts";
import { accountFindings } from "./account.ts";
import { dataCentreFindings, type Reach, reachDataCentre } from "./data_centres.ts";
import { type Finding, findingLines, isWell } from "./finding.ts";
import { hostFindings } from "./host_files.ts";
import { permissionFindings, type Query, queryRuntime } from "./permissions.ts";

/** What is looked at; this machine by default. */
export interface Patient {
  readonly query: Query;
  readonly reach: Reach;
  readonly machine: Machine | undefined;
  readonly launch: Launch;
}

function thisPatient(): Patient {
  const machine = thisMachine();
  return { query: queryRuntime, reach: reachDataCentre, machine, launch: launchOf(thisProgram()) };
}

const DEFAULT_LEASE_PORT = 47_110;
const SECOND = 1000;

/**
 * Looks, and reports on stdout.
 *
 * @param flags `json`: one JSON object instead of lines for people.
 * @param io The surroundings.
 * @param patient What is looked at.
 * @returns 0 when the server can work, 1 when something keeps it from that.
 */
export async function doctor(
  flags: Flags,
  io: Io,
  patient: Patient = thisPatient(),
): Promise<number> {
  const checked = checkConfig(io.environment(), ACCOUNT);
  const { config } = checked;
  const session = sessionOf(io.environment());
  const findings = [
    ...configurationFindings(checked),
    ...permissionFindings(patient.query, config?.TGTK_LEASE_PORT ?? DEFAULT_LEASE_PORT),
    ...await dataCentreFindings(session, patient.reach),
    ...await sessionFindings(config, session),
    ...await findHosts(patient),
  ];
  const ok = isWell(findings);
  if (flags["json"] === true) io.out(JSON.stringify({ ok, findings }));
  else for (const line of findingLines(findings)) io.out(line);
  return ok ? EXIT_OK : EXIT_FAILED;
}

async function findHosts({ machine, launch }: Patient): Promise<readonly Finding[]> {
  if (machine !== undefined) return await hostFindings(machine, launch);
  return [{
    check: "host",
    state: "skipped",
    words: "their files may not be read, or the environment does not say where home is.",
    mend: "run the doctor with deno task doctor",
  }];
}

function configurationFindings({ errors, warnings }: ConfigResult): readonly Finding[] {
  const findings = [
    ...errors.map((words) => ({ check: "configuration", state: "failed", words }) as const),
    ...warnings.map((words) => ({ check: "configuration", state: "warning", words }) as const),
  ];
  return findings.length > 0
    ? findings
    : [{ check: "configuration", state: "ok", words: "complete." }];
}

function sessionOf(environment: Readonly<Record<string, string>>): Session | undefined {
  const session = parseSessionString(environment["TELEGRAM_STRING_SESSION"] ?? "");
  return session.ok ? session.value : undefined;
}

async function sessionFindings(
  config: Config | undefined,
  session: Session | undefined,
): Promise<readonly Finding[]> {
  if (config?.TELEGRAM_API_ID === undefined || session === undefined) {
    return [{
      check: "session",
      state: "skipped",
      words: "there is nothing to ask Telegram with.",
      mend: "make a session with tgtk login",
    }];
  }
  const timeoutMs = config.TGTK_REQUEST_TIMEOUT_S * SECOND;
  const key = await leaseKey(session.auth_key);
  const { readAccount } = await import("../../telegram/gramjs/account.ts");
  const account = await readAccount({
    session,
    api_id: config.TELEGRAM_API_ID,
    appVersion: VERSION,
    connectTimeoutMs: timeoutMs,
    lease: () =>
      acquireLease({
        key,
        holder: `doctor, pid ${Deno.pid}`,
        basePort: config.TGTK_LEASE_PORT,
      }),
  }, AbortSignal.timeout(2 * timeoutMs));
  return accountFindings(account);
}
