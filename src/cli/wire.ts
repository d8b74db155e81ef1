/**
 * The only place where parts are put together.
 *
 * @module
 */

import type { Server } from "@modelcontextprotocol/server";
import { Buffer } from "node:buffer";
import { hkdfSync, randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { chatFinder } from "../history/chats.ts";
import { protocolServer } from "../mcp/server.ts";
import type { Log } from "../model/log.ts";
import { secret } from "../model/secret.ts";
import { lineLog } from "../observe/log.ts";
import type { World } from "../sandbox/world/world.ts";
import type { ConnectionEvent, ConnectionOptions } from "../telegram/gramjs/telegram.ts";
import { lazyTelegram } from "../telegram/lazy.ts";
import { acquireLease, sessionFingerprint } from "../telegram/lease.ts";
import { withCounting } from "../telegram/counted.ts";
import { deadlines, withDeadlines } from "../telegram/deadlines.ts";
import { withFloodWaits } from "../telegram/flood.ts";
import { withRetries } from "../telegram/retry.ts";
import { withPace } from "../telegram/pace.ts";
import type { Telegram } from "../telegram/port.ts";
import { parseSessionString, type Session } from "../telegram/session_string.ts";
import { withTimeout } from "../telegram/timeout.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import type { ToolDeps } from "../tools/tool.ts";
import { toolbox } from "../tools/toolbox.ts";
import { VERSION } from "../version.ts";
import type { Flags } from "./command.ts";
import type { Io } from "./io.ts";
import { chosenWorld } from "./world.ts";

/** Everything a transport needs to serve. */
export interface Toolkit {
  /** A protocol server for one connection. */
  readonly newServer: () => Server;
  readonly log: Log;
  /** Ends the connection to Telegram, if there is one. */
  readonly close: () => Promise<void>;
}

/** A toolkit with its own Telegram. */
export interface DemoToolkit extends Toolkit {
  /** Usernames of the world's public chats, without `@`. */
  readonly publicNames: readonly string[];
}

/** Who calls where there is one caller only. */
export const LOCAL_PRINCIPAL = "local";

/** The demo's cursors outlive its process; they open nothing but the demo's made-up chats. */
const DEMO_CURSOR_KEY = secret(Buffer.from("tgtk demo".padEnd(32)).toString("hex"));

const SECOND = 1000;

const SANDBOX_HOST = "127.0.0.1";
const SANDBOX_REFUSED = "Cannot start the demo's sandbox: expected the permission " +
  `--allow-net=${SANDBOX_HOST}, which the tasks named :demo have.`;

/** A lost answer is noticed early enough to ask again within the time that a request may take. */
const TRIES_IN_TIME = 2;

/** A connection, not yet made, and what was decided with it. */
interface Connection {
  readonly connection: Telegram;
  readonly session: Session;
  readonly config: Config;
  readonly log: Log;
  readonly close: () => Promise<void>;
}

/** A connection to a sandbox in this process. */
interface DemoConnection extends Connection {
  readonly world: World;
}

/** What reads histories, for commands that serve nobody. */
export interface Reader extends Pick<ToolDeps, "chats" | "privacy" | "telegram"> {
  /** As it holds for this reader. */
  readonly config: Config;
  readonly close: () => Promise<void>;
}

/**
 * Wires the server to Telegram, which is reached with the first call.
 *
 * @param config The checked configuration, the account included.
 * @param io The surroundings.
 * @returns The toolkit, or one sentence that says what is wrong with the session.
 */
export function wireTelegram(config: Config, io: Io): Toolkit | { readonly error: string } {
  const made = connectTelegram(config, io, "serve");
  return "error" in made ? made : toolkitOver(made);
}

/**
 * Starts a sandbox in this process and wires the server to it. It needs no lease: nobody else knows
 * its session.
 *
 * @param config The checked configuration; no account is needed.
 * @param flags `world`: a real history instead of the sample.
 * @param io The surroundings.
 * @returns The toolkit, or one sentence that says what is wrong with the world's file.
 */
export async function wireDemo(
  config: Config,
  flags: Flags,
  io: Io,
): Promise<DemoToolkit | { readonly error: string }> {
  const made = await connectSandbox(config, flags, io);
  return "error" in made ? made : { ...toolkitOver(made), publicNames: publicNames(made.world) };
}

/**
 * Wires a command that reads by itself.
 *
 * @param config The checked configuration, the account included unless `flags` say `demo`.
 * @param flags `demo`: reads from a sandbox in this process; `world` with it.
 * @param io The surroundings.
 * @param command The command's name, for those who want the same session.
 * @returns The reader, or one sentence that says what is wrong.
 */
export async function wireReader(
  config: Config,
  flags: Flags,
  io: Io,
  command: string,
): Promise<Reader | { readonly error: string }> {
  const made = flags.demo === true
    ? await connectSandbox(config, flags, io)
    : connectTelegram(config, io, command);
  return "error" in made ? made : { ...readingOver(made), config: made.config, close: made.close };
}

function connectTelegram(
  config: Config,
  io: Io,
  command: string,
): Connection | { readonly error: string } {
  const session = parseSessionString(config.TELEGRAM_STRING_SESSION?.reveal() ?? "");
  if (!session.ok) return { error: failureSentence(session.failure) };
  const log = stderrLog(config, io);
  const lease = async () =>
    await acquireLease({
      fingerprint: await sessionFingerprint(session.value.auth_key),
      holder: `${command}, pid ${Deno.pid}`,
      basePort: config.TGTK_LEASE_PORT,
    });
  const connection = gramjs({
    session: session.value,
    api_id: config.TELEGRAM_API_ID ?? 0,
    appVersion: VERSION,
    connectTimeoutMs: config.TGTK_REQUEST_TIMEOUT_S * SECOND,
    lease,
    observe: connectionEvents(log),
  });
  return { connection, session: session.value, config, log, close: () => connection.close() };
}

async function connectSandbox(
  config: Config,
  flags: Flags,
  io: Io,
): Promise<DemoConnection | { readonly error: string }> {
  const { state } = await Deno.permissions.query({ name: "net", host: SANDBOX_HOST });
  if (state !== "granted") return { error: SANDBOX_REFUSED };
  const chosen = await chosenWorld(flags, io);
  if ("error" in chosen) return chosen;
  const { startSandbox } = await import("../sandbox/start.ts");
  const sandbox = await startSandbox({ world: chosen.world });
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot use the sandbox's own session string");
  const log = stderrLog(config, io);
  const connection = gramjs({
    session: session.value,
    api_id: sandbox.ready.api_id,
    appVersion: VERSION,
    connectTimeoutMs: config.TGTK_REQUEST_TIMEOUT_S * SECOND,
    observe: connectionEvents(log),
  });
  return {
    connection,
    session: session.value,
    config: { TGTK_CURSOR_KEY: DEMO_CURSOR_KEY, ...config, TGTK_PACE: "unlimited" },
    log,
    world: chosen.world,
    async close() {
      await connection.close();
      await sandbox.close();
    },
  };
}

/** The library would be almost half of the program's start: it is loaded when Telegram is called. */
function gramjs(options: ConnectionOptions): Telegram {
  return lazyTelegram(async () => {
    const { gramjsTelegram } = await import("../telegram/gramjs/telegram.ts");
    return gramjsTelegram(options);
  });
}

function stderrLog(config: Config, io: Io): Log {
  return lineLog({
    level: config.TGTK_LOG,
    format: config.TGTK_LOG_FORMAT,
    write: io.err,
    clock: Date.now,
  });
}

/** What the library caught may quote private text: its name is enough. */
function connectionEvents(log: Log): (event: ConnectionEvent) => void {
  return (event) => {
    if (event.type === "connected") return log("debug", "connected to Telegram");
    if (event.type === "ended") {
      return log("debug", "connection to Telegram ended", { code: event.failure.code });
    }
    const error = event.error instanceof Error ? event.error.name : typeof event.error;
    return log("warn", "library error", { error });
  };
}

function toolkitOver(made: Connection): Toolkit {
  const { close, config, log, session } = made;
  const tools = toolbox({
    ...readingOver(made),
    cursorKey: cursorKey(config, session),
    random: (bytes) => randomBytes(bytes),
  });
  const parts = {
    identity: { name: "tgtk", version: VERSION },
    tools,
    log,
    newId: () => randomBytes(4).toString("hex"),
    principal: LOCAL_PRINCIPAL,
  };
  return { newServer: () => protocolServer(parts), log, close };
}

function readingOver({ config, connection }: Connection) {
  const telegram = withPolicies(connection, config);
  return {
    telegram,
    chats: chatFinder(telegram, config.TGTK_CHATS),
    privacy: { mode: config.TGTK_PII, kinds: config.TGTK_PII_KINDS },
  };
}

/** How Telegram is asked, from the engine outward: each call passes these from below upward. */
function withPolicies(connection: Telegram, config: Config): Telegram {
  const known = deadlines(() => performance.now());
  const timed = withTimeout(connection, { seconds: config.TGTK_REQUEST_TIMEOUT_S / TRIES_IN_TIME });
  const held = withDeadlines(withCounting(timed), known);
  const paced = withRetries(withPace(held, { pace: config.TGTK_PACE }));
  return withFloodWaits(paced, { deadlines: known, maxWaitS: config.TGTK_FLOOD_WAIT_MAX_S });
}

/** Cursors outlive the process, as the session does. */
function cursorKey(config: Config, session: Session): Uint8Array {
  const given = config.TGTK_CURSOR_KEY;
  if (given !== undefined) return Buffer.from(given.reveal(), "hex");
  const authKey = Buffer.from(session.auth_key.reveal(), "hex");
  return new Uint8Array(hkdfSync("sha256", authKey, "", "tgtk cursor key", 32));
}

function publicNames(world: World): readonly string[] {
  return world.chats.flatMap(({ entity }) =>
    entity.className === "Channel" && entity.username !== undefined ? [entity.username] : []
  );
}
