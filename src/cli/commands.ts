/**
 * The commands, by name. What a command needs is loaded when it runs.
 *
 * @module
 */

import type { Command, Option } from "./command.ts";
import { HOST_NAMES } from "./config/hosts.ts";
import { EXPORT_NOTES, EXPORT_OPERAND, EXPORT_OPTIONS } from "./export/options.ts";

const WORLD: Option = {
  value: "FILE",
  help: "a real history instead of the sample: a Telegram Desktop export, or raw message objects",
};

const PORT = { value: "N", range: [0, 65_535] } as const;

const SEED: Option = { value: "N", help: "seeds what is made up (1)", range: [0, 2 ** 31 - 1] };

/** Every command; the first is the one that runs when none is named. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    summary: "serves MCP over stdio, or over HTTP",
    options: {
      http: { help: "over HTTP" },
      host: {
        value: "H",
        help: "the address to listen on (127.0.0.1; others need authentication)",
      },
      port: { ...PORT, help: "the port to listen on (8000); 0 takes a free one" },
      "admin-host": { value: "H", help: "the address for --admin-port (127.0.0.1)" },
      "admin-port": { ...PORT, help: "metrics and readiness on a port of their own" },
      demo: { help: "against the embedded sandbox: no account, no network" },
      world: { ...WORLD, help: `${WORLD.help} (with --demo)` },
    },
    run: async (flags, io) => (await import("./serve.ts")).serve(flags, io),
  },
  demo: {
    summary: "a tour: questions put to the server by a real client, and the answers",
    options: { world: WORLD },
    run: async (flags, io) => (await import("./demo.ts")).demo(flags, io),
  },
  login: {
    summary: "signs in to Telegram and prints a session string, once; it is stored nowhere",
    options: {
      phone: { help: "a phone number and a code, instead of a QR code" },
      sandbox: {
        value: "LINE",
        help: "signs in to a sandbox instead: the line that tgtk sandbox printed",
      },
    },
    run: async (flags, io) => (await import("./login/login.ts")).login(flags, io),
  },
  doctor: {
    summary:
      "checks configuration, permissions, network, session and hosts, and says how to mend each",
    options: { json: { help: "one JSON object instead of lines for people" } },
    run: async (flags, io) => (await import("./doctor/doctor.ts")).doctor(flags, io),
  },
  config: {
    summary: "prints the block that connects a host to this server",
    operand: {
      name: "client",
      value: "CLIENT",
      help: `one of ${HOST_NAMES.join(", ")}; or server, for the command that serves over HTTP`,
      oneOf: [...HOST_NAMES, "server"],
    },
    options: {
      write: { help: "merges it into the host's file; the old one is kept beside it" },
      url: { value: "URL", help: "connects to a server over HTTP instead of starting one" },
      host: { value: "H", help: "server: the address that it listens on" },
      port: { ...PORT, help: "server: the port that it listens on (8000)" },
      "admin-host": { value: "H", help: "server: the address for --admin-port" },
      "admin-port": { ...PORT, help: "server: the port of metrics and readiness" },
      "jwks-url": { value: "URL", help: "server: what TGTK_JWKS_URL will say" },
    },
    run: async (flags, io) => (await import("./config/config.ts")).config(flags, io),
  },
  sandbox: {
    summary: "a local Telegram data centre for testing clients",
    options: {
      port: { ...PORT, help: "the port to listen on; 0 takes a free one" },
      host: { value: "H", help: "the address to listen on (127.0.0.1)" },
      world: WORLD,
      "latency-ms": {
        value: "N",
        help: "each answer waits this long (0)",
        range: [0, 600_000],
      },
      faults: { value: "FILE", help: "what goes wrong, and when: a script as in docs/faults.md" },
      seed: SEED,
      trace: { value: "FILE", help: "writes one JSON line for each request" },
    },
    run: async (flags, io) => (await import("./sandbox.ts")).sandbox(flags, io),
  },
  export: {
    summary: "writes a chat's messages to a file or to stdout, complete, in order, resumable",
    operand: EXPORT_OPERAND,
    options: EXPORT_OPTIONS,
    notes: EXPORT_NOTES,
    run: async (flags, io, args) => (await import("./export.ts")).exportChat(flags, io, args),
  },
};
