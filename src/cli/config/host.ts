/**
 * What a host's configuration is made of.
 *
 * @module
 */

import type { Machine } from "./machine.ts";

/** A value that JSON, TOML and YAML can all say. */
export type Value = string | number | boolean | readonly Value[] | {
  readonly [key: string]: Value;
};

/** How a host starts the server. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** One value at its place in a file. */
export interface Entry {
  /** From the root, outermost first. */
  readonly keys: readonly string[];
  readonly value: Value;
}

/** A host: a program that connects to MCP servers. */
export interface Host {
  readonly title: string;
  readonly format: "json" | "toml" | "yaml";
  /** Its configuration file; absent when it has none of its own. */
  readonly path?: (machine: Machine) => string;
  /**
   * What has to stand in it to start the server. Secrets are references to the environment where the
   * host has such, and placeholders otherwise.
   */
  readonly stdio?: (launch: Launch) => readonly Entry[];
  /** What has to stand in it to reach a server over HTTP. */
  readonly http?: (url: string) => readonly Entry[];
  /** What the person does next; says how the secrets come in. */
  readonly next: string;
}

/** The name that the server goes by in every host. */
export const SERVER_NAME = "tgtk";

/** The variables that make the account. */
export const ACCOUNT = [
  "TELEGRAM_API_ID",
  "TELEGRAM_API_HASH",
  "TELEGRAM_STRING_SESSION",
] as const;

/** Where hosts take the bearer token for HTTP from. Not `TGTK_…`: those are the server's own. */
export const TOKEN = "MCP_TGTK_TOKEN";

/**
 * Writes each variable as a host refers to it.
 *
 * @param reference From a name to its reference.
 */
export function environment(reference: (name: string) => string): Record<string, string> {
  return Object.fromEntries(ACCOUNT.map((name) => [name, reference(name)]));
}

/**
 * Stands for a value that the person has to put in.
 *
 * @param name The variable.
 */
export function placeholder(name: string): string {
  return `<your ${name}>`;
}
