/**
 * What the doctor found.
 *
 * @module
 */

/** How it is. Only `failed` keeps the server from working. */
export type State = "ok" | "warning" | "failed" | "skipped";

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at. */
  readonly check:
    | "configuration"
    | "permissions"
    | "data centre"
    | "lease"
    | "session"
    | "account"
    | "clock"
    | "host";
  readonly state: State;
  /** One sentence. */
  readonly words: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** Whether the server can work. */
export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== "failed");
}

const SIGNS: Readonly<Record<State, string>> = {
  ok: "ok     ",
  warning: "WARNING",
  failed: "FAILED ",
  skipped: "skipped",
};

/**
 * Draws findings for people.
 *
 * @param findings What was found.
 * @returns Lines for a terminal.
 */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ check, state, words, mend }) => [
    `${SIGNS[state]}  ${check}: ${words}`,
    ...(mend === undefined ? [] : [`         → ${mend}`]),
  ]);
}
