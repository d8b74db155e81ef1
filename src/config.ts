/**
 * The configuration: what the environment says, checked at once, frozen. The only reader of the
 * environment.
 *
 * @module
 */

import { NEEDED_BESIDE, type Setting, SETTINGS } from "./settings.ts";

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

/** Where programs keep their files, as far as the environment says. */
export type Folders = Readonly<
  Partial<Record<"HOME" | "USERPROFILE" | "APPDATA" | "XDG_CONFIG_HOME" | "CODEX_HOME", string>>
>;

/**
 * The environment's variables that say where other programs keep their configuration.
 *
 * @returns Names and values; those that are not set, or not permitted, are left out.
 */
export function readFolders(): Folders {
  const names = ["HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME", "CODEX_HOME"] as const;
  const all = Deno.env.toObject();
  return Object.fromEntries(
    names.flatMap((name) => all[name] ? [[name, all[name]] as const] : []),
  );
}

/**
 * Leaves an account out: the demo has its own.
 *
 * @param environment Names and values.
 * @returns Those that do not begin with `TELEGRAM_`.
 */
export function withoutAccount(
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("TELEGRAM_"));
  return Object.fromEntries(kept);
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
  const checked = (Object.entries(SETTINGS) as [SettingName, Setting<unknown>][])
    .map(([name, setting]) =>
      [name, checkSetting(name, setting, environment[name]?.trim() ?? "")] as const
    );
  const isGiven = (wanted: string) => given.some(([name]) => name === wanted);
  const missing = checked.filter(([name, { value, error }]) =>
    required.includes(name) && value === undefined && error === undefined
  ).map(([name]) => `${name} is not set: expected ${SETTINGS[name].expected}.`);
  const alone = NEEDED_BESIDE.filter(({ name, value, needed }) =>
    !isGiven(needed) && isGiven(name) &&
    (value === undefined || environment[name]?.trim() === value)
  ).map(({ name, value, needed }) => {
    const setting = value === undefined ? name : `${name}=${value}`;
    return `Cannot use ${setting} without ${needed}: expected ${SETTINGS[needed].expected}.`;
  });
  const errors = [
    ...missing,
    ...alone,
    ...checked.flatMap(([, { error }]) => error ?? []),
    ...given.filter(([name]) => isUnknown(name)).map(([name]) => unknownName(name)),
  ];
  const warnings = isGiven("TGTK_PII_KEY") && !isKeyUsed(environment)
    ? ["TGTK_PII_KEY has no effect without TGTK_AUDIT or TGTK_PII=pseudonymize."]
    : [];
  if (errors.length > 0) return { errors, warnings };
  const values = checked.filter(([, { value }]) => value !== undefined)
    .map(([name, { value }]) => [name, value]);
  return { config: Object.freeze(Object.fromEntries(values)) as Config, errors, warnings };
}

function isKeyUsed({ TGTK_AUDIT = "", TGTK_PII = "" }: Readonly<Record<string, string>>): boolean {
  return TGTK_AUDIT.trim() !== "" || TGTK_PII.trim() === "pseudonymize";
}

interface Checked {
  readonly value?: unknown;
  readonly error?: string;
}

function checkSetting(name: string, setting: Setting<unknown>, text: string): Checked {
  if (text === "") return { value: setting.fallback };
  const value = setting.parse(text);
  return value === undefined
    ? { error: `Cannot use ${name}: expected ${setting.expected}.` }
    : { value };
}

function isUnknown(name: string): boolean {
  return name.startsWith("TGTK_") && !(name in SETTINGS);
}

function unknownName(name: string): string {
  const known = Object.keys(SETTINGS);
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
