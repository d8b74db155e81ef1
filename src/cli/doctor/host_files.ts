/**
 * Hosts on this machine: whether their files start this program, and with these permissions.
 *
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import { isAboutPath, readIfThere } from "../config/file.ts";
import type { Entry, Host, Launch } from "../config/host.ts";
import { HOSTS } from "../config/hosts.ts";
import type { Machine } from "../config/machine.ts";
import { entryIn } from "../config/merge.ts";
import type { Finding } from "./finding.ts";

/**
 * Looks at the files that are there.
 *
 * @param machine Where they are.
 * @param launch How this program is started.
 */
export async function hostFindings(machine: Machine, launch: Launch): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, host] of Object.entries(HOSTS as Readonly<Record<string, Host>>)) {
    const path = host.path?.(machine);
    const text = path === undefined ? "" : await textOf(path);
    if (path !== undefined && text !== "") {
      findings.push({ check: "host", ...verdict({ name, host, path, text }, launch) });
    }
  }
  return findings.length > 0
    ? findings
    : [{ check: "host", state: "skipped", words: "no host's configuration is on this machine." }];
}

/** What cannot be read as a file is none of the host's formats either. */
async function textOf(path: string): Promise<string> {
  try {
    return await readIfThere(path);
  } catch (error) {
    if (isAboutPath(error)) return UNREADABLE;
    throw error;
  }
}

/** Neither JSON, TOML nor YAML. */
const UNREADABLE = "[";

interface Found {
  readonly name: string;
  readonly host: Host;
  readonly path: string;
  readonly text: string;
}

type Verdict = Omit<Finding, "check">;

function verdict({ name, host, path, text }: Found, launch: Launch): Verdict {
  const expected = host.stdio?.(launch).at(-1);
  const where = `${host.title} (${path})`;
  const server = expected && entryIn(text, expected.keys, host.format);
  if (server === "unreadable") {
    return { state: "warning", words: `${where} cannot be read as ${host.format.toUpperCase()}.` };
  }
  const mend = `tgtk config ${name} --write`;
  if (server === undefined || expected === undefined) {
    return { state: "skipped", words: `${where} does not know this server.`, mend };
  }
  return isRemote(server)
    ? { state: "ok", words: `${where} reaches a server over HTTP.` }
    : ofStart(isSameStart(server, expected), server, { where, mend, next: host.next });
}

function ofStart(
  isOurs: boolean,
  server: object,
  { where, mend, next }: Readonly<Record<"where" | "mend" | "next", string>>,
): Verdict {
  if (!isOurs) {
    const words = `${where} starts another program, or this one with other permissions.`;
    return { state: "warning", words, mend };
  }
  return JSON.stringify(server).includes("<your TELEGRAM_")
    ? { state: "warning", words: `${where} still lacks the account.`, mend: next }
    : { state: "ok", words: `${where} starts this program.` };
}

function isRemote(server: object): boolean {
  return ["url", "serverUrl", "httpUrl", "uri"].some((key) => key in server);
}

/** The command and its arguments; everything else is the person's. */
function isSameStart(server: object, { value }: Entry): boolean {
  const start = (each: object) =>
    ["command", "cmd", "args"].map((key) =>
      Object.entries(each).find(([name]) => name === key)?.[1]
    );
  return typeof value === "object" && isDeepStrictEqual(start(server), start(value));
}
