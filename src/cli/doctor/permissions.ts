/**
 * Whether the program may do what the server needs, and no more.
 *
 * @module
 */

import manifest from "../../../deno.json" with { type: "json" };
import type { Finding } from "./finding.ts";

/** Whether a permission is granted. */
export type Query = (permission: Deno.PermissionDescriptor) => boolean;

/** Asks the runtime. */
export const queryRuntime: Query = (permission) =>
  Deno.permissions.querySync(permission).state === "granted";

/** What nothing here ever needs. The doctor itself reads the hosts' files. */
const TOO_WIDE: readonly (readonly [Deno.PermissionDescriptor, string])[] = [
  [{ name: "net" }, "the whole network"],
  [{ name: "env", variable: "PATH" }, "the whole environment"],
  [{ name: "write" }, "writing files"],
  [{ name: "run" }, "running programs"],
  [{ name: "ffi" }, "native libraries"],
  [{ name: "sys" }, "facts about the system"],
];

/** How many ports a lease chooses from. */
const LEASE_PORTS = 8;

/**
 * Looks at the permissions.
 *
 * @param query Asks for one.
 * @param leasePort `TGTK_LEASE_PORT`.
 */
export function permissionFindings(query: Query, leasePort: number): readonly Finding[] {
  const addresses = manifest.permissions.start.net.filter((entry) => !entry.startsWith("127."));
  const lease = Array.from({ length: LEASE_PORTS }, (_, at) => `127.0.0.1:${leasePort + at}`);
  const isMissing = (entry: string) => !query({ name: "net", host: entry.replace(/\/\d+/, "") });
  const needed = [...addresses, ...lease];
  const isEnvMissing = !query({ name: "env", variable: "TELEGRAM_API_ID" });
  const findings = [
    // All of it: the flag takes the place of every other list.
    ...(needed.some(isMissing)
      ? [lacks("some of the network", `--allow-net=${needed.join(",")}`)]
      : []),
    ...(isEnvMissing
      ? [lacks("the environment", "--allow-env=TELEGRAM_*,TGTK_*,OTEL_* --ignore-env")]
      : []),
    ...tooWide(query),
  ];
  return findings.length > 0
    ? findings
    : [{ check: "permissions", state: "ok", words: "as narrow as they can be." }];
}

function lacks(what: string, flag: string): Finding {
  return {
    check: "permissions",
    state: "failed",
    words: `the program may not use ${what} that the server needs.`,
    mend: `start it with ${flag}`,
  };
}

function tooWide(query: Query): readonly Finding[] {
  const granted = TOO_WIDE.filter(([permission]) => query(permission)).map(([, words]) => words);
  return granted.length === 0 ? [] : [{
    check: "permissions",
    state: "warning",
    words: `wider than the server needs: ${granted.join(", ")}.`,
    mend: "start it with the flags that tgtk config prints, or with deno task start",
  }];
}
