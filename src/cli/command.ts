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
}

/** The one argument that is no option. It has to be given. */
export interface Operand {
  /** Its name among the flags. */
  readonly name: string;
  /** What it may be. */
  readonly oneOf: readonly string[];
}

/** A command. */
export interface Command {
  readonly summary: string;
  readonly operand?: Operand;
  readonly options: Readonly<Record<string, Option>>;
  /** Does the work and gives the exit code. */
  readonly run: (flags: Flags, io: Io) => Promise<number>;
}

/** Options as they were given: switches are `true`. */
export type Flags = Readonly<Record<string, string | true>>;

/** Flags, or the sentence that says what is wrong with them. */
export type FlagsResult = { readonly flags: Flags } | { readonly error: string };

/**
 * Reads a command's arguments.
 *
 * @param args What follows the command's name.
 * @param options The options it takes.
 * @param operand The operand it takes, if any.
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
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? "boolean" as const : "string" as const },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const flags: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === "positional" && isFree(operand, flags)) {
      flags[operand.name] = token.value;
      continue;
    }
    if (token.kind !== "option") return { error: unexpected(argumentOf(token), options) };
    const option = options[token.name];
    if (option === undefined) return { error: unexpected(token.rawName, options) };
    const problem = problemWith(option, token.value);
    if (problem !== undefined) return { error: `Cannot use --${token.name}: expected ${problem}.` };
    flags[token.name] = token.value ?? true;
  }
  const error = operandError(operand, flags);
  return error === undefined ? { flags } : { error };
}

function isFree(operand: Operand | undefined, flags: Flags): operand is Operand {
  return operand !== undefined && !(operand.name in flags);
}

function operandError(operand: Operand | undefined, flags: Flags): string | undefined {
  if (operand === undefined) return undefined;
  const given = flags[operand.name] ?? "no argument";
  const { name, oneOf } = operand;
  return oneOf.includes(String(given))
    ? undefined
    : `Cannot use ${given} as ${name}: expected one of ${oneOf.join(", ")}.`;
}

function problemWith(option: Option, value: string | undefined): string | undefined {
  if (option.value === undefined) return value === undefined ? undefined : "no value";
  if (value === undefined || value === "") return `a value (${option.value})`;
  if (option.range === undefined) return undefined;
  const [least, most] = option.range;
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
  const rows = Object.entries(command.options).map(([flag, { value, help }]) =>
    [`--${flag}${value === undefined ? "" : ` ${value}`}`, help] as const
  );
  const width = Math.max(0, ...rows.map(([flag]) => flag.length));
  const { operand } = command;
  return [
    `tgtk ${name}: ${command.summary}`,
    ...(operand === undefined ? [] : [`  ${operand.name} is one of ${operand.oneOf.join(", ")}`]),
    ...rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
  ];
}
