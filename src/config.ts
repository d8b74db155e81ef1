/**
 * The configuration: what the environment says, checked at once, frozen. The only reader of the
 * environment.
 *
 * @module
 */

import { type Setting, SETTINGS, WITHOUT_EFFECT } from "./settings.ts";

/** A name of {@linkcode SETTINGS}. */
export type SettingName = keyof typeof SETTINGS;

type ValueOf<Name extends SettingName> = NonNullable<ReturnType<typeof SETTINGS[Name]["parse"]>>;

/** Settings with a fallback are always there, others may be missing. */
export type Config =
  & {
    readonly [
      Name in SettingName as typeof SETTINGS[Name] extends { readonly fallback: unknown } ? Name
        : never
    ]: ValueOf<Name>;
  }
  & {
    readonly [
      Name in SettingName as typeof SETTINGS[Name] extends { readonly fallback: unknown } ? never
        : Name
    ]?: ValueOf<Name>;
  };

/** A configuration, or every reason why there is none. */
export interface ConfigResult {
  readonly config?: Config;
  /** One sentence each; no values of secrets. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * The environment's variables that are ours.
 *
 * @returns Names and values; only names that begin with `TELEGRAM_` or `TGTK_`.
 */
export function readEnvironment(): Readonly<Record<string, string>> {
  const ours = Object.entries(Deno.env.toObject())
    .filter(([name]) => name.startsWith("TELEGRAM_") || name.startsWith("TGTK_"));
  return Object.fromEntries(ours);
}

/**
 * Checks a configuration.
 *
 * @param environment Names and values; empty values count as unset.
 * @param required Names that must be set.
 * @returns The configuration, or all errors together.
 *
 * @example A typing error
 * ```ts
 * import { checkConfig } from "./config.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(checkConfig({ TGTK_CHAT: "public" }, []).errors, [
 *   "Unknown setting TGTK_CHAT: did you mean TGTK_CHATS?",
 * ]);
 * ```
 */
export function checkConfig(
  environment: Readonly<Record<string, string>>,
  required: readonly SettingName[],
): ConfigResult {
  const given = Object.entries(environment).filter(([, value]) => value.trim() !== "");
  const errors: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]) {
    const text = environment[name]?.trim() ?? "";
    const value = text === "" ? setting.fallback : setting.parse(text);
    if (text !== "" && value === undefined) {
      errors.push(`Cannot use ${name}: expected ${setting.expected}.`);
    } else if (value === undefined && required.includes(name)) {
      errors.push(`${name} is not set: expected ${setting.expected}.`);
    }
    if (value !== undefined) values[name] = value;
  }
  for (const [name] of given) if (isUnknown(name)) errors.push(unknownName(name));
  const warnings = given.filter(([name]) => WITHOUT_EFFECT.includes(name))
    .map(([name]) => `${name} has no effect in this version.`);
  if (errors.length > 0) return { errors, warnings };
  return { config: Object.freeze(values) as Config, errors, warnings };
}

function isUnknown(name: string): boolean {
  return name.startsWith("TGTK_") && !(name in SETTINGS) && !WITHOUT_EFFECT.includes(name);
}

function unknownName(name: string): string {
  const known = [...Object.keys(SETTINGS), ...WITHOUT_EFFECT];
  const [nearest] = known.map((each) => ({ each, distance: editDistance(name, each) }))
    .sort((a, b) => a.distance - b.distance);
  const hint = nearest !== undefined && nearest.distance <= 4
    ? `did you mean ${nearest.each}?`
    : `known names are ${known.filter((each) => each.startsWith("TGTK_")).join(", ")}.`;
  return `Unknown setting ${name}: ${hint}`;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
