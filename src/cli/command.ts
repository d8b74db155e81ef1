/**
 * What a command is, and how its arguments are read and told of.
 *
 * @module
 */

import { parseArgs } from "node:util";
import type { Io } from "./io.ts";

/** One option, always written `--name`. */
export interface Option {
  /** Stands for the value in the help, such as `FILE`; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  /** Least and most, for whole numbers. */
  readonly range?: readonly [number, number];
  /** The values it takes, where there are only a few. */
  readonly words?: readonly string[];
}

/** What a command takes besides options: one argument, always needed. */
export interface Operand {
  /** Its name among the flags; no option has it. */
  readonly name: string;
  /** Stands for it in the help, such as `CHAT`. */
  readonly value: string;
  readonly help: string;
  /** The words it can be, where there are only a few. */
  readonly oneOf?: readonly string[];
}

/** A command. */
export interface Command {
  readonly summary: string;
  readonly operand?: Operand;
  readonly options: Readonly<Record<string, Option>>;
  /** Lines of the help below the options. */
  readonly notes?: readonly string[];
  /** Does the work and gives the exit code. `args` are what the flags were read from. */
  readonly run: (flags: Flags, io: Io, args: readonly string[]) => Promise<number>;
}

/** Options and operand as they were given: switches are `true`. */
export type Flags = Readonly<Record<string, string | true>>;

/** Flags, or the sentence that says what is wrong with them. */
export type FlagsResult = { readonly flags: Flags } | { readonly error: string };

/**
 * Reads a command's arguments.
 *
 * @param args What follows the command's name.
 * @param options The options it takes.
 * @param operand The argument it takes besides.
 * @returns The flags, or one sentence that names the argument and what was expected.
 *
 * @example A number out of bounds
 * ```ts
 * import { readFlags } from "./command.ts";
 * import assert from "node:assert/strict";
 *
 * const options = { port: { value: "N", help: "the port", range: [0, 65535] } } as const;
 * assert.deepEqual(readFlags(["--port", "70000"], options), {
 *   error: "Cannot use --port: expected a whole number from 0 to 65535.",
 * });
 * ```
 */
export function readFlags(
  args: readonly string[],
  options: Readonly<Record<string, Option>>,
  operand?: Operand,
): FlagsResult {
  const flags: Record<string, string | true> = {};
  for (const token of tokensOf(args, options)) {
    if (operand !== undefined && isOperand(token, operand, flags)) {
      // What begins with a dash can stand behind a `--`.
      if (token.kind === "positional") flags[operand.name] = token.value;
      continue;
    }
    const problem = problemOf(token, options);
    if (problem !== undefined) return { error: problem };
    if (token.kind === "option") flags[token.name] = token.value ?? true;
  }
  return operand === undefined ? { flags } : withOperand(flags, operand);
}

function withOperand(flags: Flags, { help, name, oneOf, value }: Operand): FlagsResult {
  const given = flags[name];
  if (given === undefined) return { error: `Cannot start without ${value}: expected ${help}.` };
  return oneOf === undefined || oneOf.includes(String(given))
    ? { flags }
    : { error: `Cannot use ${given} as ${value}: expected ${help}.` };
}

function isOperand(token: Token, { name }: Operand, flags: Flags): boolean {
  return token.kind === "option-terminator" || (token.kind === "positional" && !(name in flags));
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];

function tokensOf(
  args: readonly string[],
  options: Readonly<Record<string, Option>>,
): readonly Token[] {
  const types = Object.entries(options).map(([name, { value }]) => {
    const type = value === undefined ? "boolean" : "string";
    return [name, { type }] as const;
  });
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    tokens: true,
  }).tokens;
}

function problemOf(token: Token, options: Readonly<Record<string, Option>>): string | undefined {
  if (token.kind !== "option") return unexpected(argumentOf(token), options);
  const option = options[token.name];
  if (option === undefined) return unexpected(token.rawName, options);
  const problem = problemWith(option, token.value);
  return problem === undefined ? undefined : `Cannot use --${token.name}: expected ${problem}.`;
}

function problemWith(option: Option, value: string | undefined): string | undefined {
  if (option.value === undefined) return value === undefined ? undefined : "no value";
  if (value === undefined || value === "") return `a value (${option.value})`;
  return problemWithWord(option, value) ?? problemWithNumber(option, value);
}

function problemWithWord({ words }: Option, value: string): string | undefined {
  return words?.includes(value) === false ? `one of ${words.join(", ")}` : undefined;
}

function problemWithNumber({ range }: Option, value: string): string | undefined {
  if (range === undefined) return undefined;
  const [least, most] = range;
  const isInside = /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most;
  return isInside ? undefined : `a whole number from ${least} to ${most}`;
}

function argumentOf(token: { readonly kind: string; readonly value?: string }): string {
  return token.kind === "option-terminator" ? "--" : token.value ?? "";
}

function unexpected(argument: string, options: Readonly<Record<string, Option>>): string {
  const known = Object.keys(options).map((name) => `--${name}`).join(", ");
  return `Unknown argument ${argument}: expected ${known === "" ? "none" : `one of ${known}`}.`;
}

/**
 * Draws a command's help.
 *
 * @param name The command.
 * @param command What it is.
 * @returns Lines for a terminal.
 */
export function helpLines(name: string, command: Command): readonly string[] {
  const { notes = [], operand, options, summary } = command;
  const rows = Object.entries(options).map((
    [flag, { value, help }],
  ): [string, string] => [`--${flag}${value === undefined ? "" : ` ${value}`}`, help]);
  if (operand !== undefined) rows.unshift([operand.value, operand.help]);
  const width = Math.max(0, ...rows.map(([flag]) => flag.length));
  return [
    `tgtk ${name}: ${summary}`,
    ...rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    ...notes,
  ];
}
