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
import { protocolServer, type ServerParts } from "../mcp/server.ts";
import type { Outcome } from "../model/failure.ts";
import type { Log } from "../model/log.ts";
import type { Readiness } from "../model/readiness.ts";
import { secret } from "../model/secret.ts";
import { lineLog } from "../observe/log.ts";
import type { World } from "../sandbox/world/world.ts";
import type { ConnectionOptions } from "../telegram/gramjs/telegram.ts";
import { lazyTelegram } from "../telegram/lazy.ts";
import { acquireLease, type Lease, sessionFingerprint } from "../telegram/lease.ts";
import { withCounting } from "../telegram/counted.ts";
import { deadlines, withDeadlines } from "../telegram/deadlines.ts";
import { withFloodWaits } from "../telegram/flood.ts";
import { withRetries } from "../telegram/retry.ts";
import { withPace } from "../telegram/pace.ts";
import type { Telegram } from "../telegram/port.ts";
import { parseSessionString, type Session } from "../telegram/session_string.ts";
import { withTimeout } from "../telegram/timeout.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import { toolbox } from "../tools/toolbox.ts";
import { VERSION } from "../version.ts";
import type { Flags } from "./command.ts";
import type { Io } from "./io.ts";
import { type ConnectionWatch, watchConnection } from "./watch_connection.ts";
import { chosenWorld } from "./world.ts";

/** Everything a transport needs to serve. */
export interface Toolkit {
  /** A protocol server for one connection. */
  readonly newServer: () => Server;
  /** What protocol servers are made of, whoever calls. */
  readonly parts: Omit<ServerParts, "principal">;
  /** Whether tools can answer now. */
  readonly ready: () => Promise<Readiness>;
  readonly log: Log;
  /** Ends the connection to Telegram, if there is one. */
  readonly close: () => Promise<void>;
}

/** A toolkit with its own Telegram. */
export interface DemoToolkit extends Toolkit {
  /** Usernames of the world's public chats, without `@`. */
  readonly publicNames: readonly string[];
}

/** Takes the lease on the session with this fingerprint. */
export type TakeLease = (fingerprint: string) => Promise<Outcome<Lease>>;

/** What else is wanted of a toolkit. */
export interface WireOptions {
  /** Instead of a loopback port: where other processes run on other machines. */
  readonly takeLease?: TakeLease;
}

/** Who calls where there is one caller only. */
const LOCAL_PRINCIPAL = "local";

/** The demo's cursors outlive its process; they open nothing but the demo's made-up chats. */
const DEMO_CURSOR_KEY = secret(Buffer.from("tgtk demo".padEnd(32)).toString("hex"));

const SECOND = 1000;

/** A lost answer is noticed early enough to ask again within the time that a request may take. */
const TRIES_IN_TIME = 2;

/**
 * Wires the server to Telegram, which is reached with the first call.
 *
 * @param config The checked configuration, the account included.
 * @param io The surroundings.
 * @param options What else is wanted.
 * @returns The toolkit, or one sentence that says what is wrong with the session.
 */
export function wireTelegram(
  config: Config,
  io: Pick<Io, "err">,
  options: WireOptions = {},
): Toolkit | { readonly error: string } {
  const session = parseSessionString(config.TELEGRAM_STRING_SESSION?.reveal() ?? "");
  if (!session.ok) return { error: failureSentence(session.failure) };
  const watch = watchConnection(stderrLog(config, io));
  const takeLease = options.takeLease ?? loopbackLease(config);
  const lease = async () => await takeLease(await sessionFingerprint(session.value.auth_key));
  const telegram = gramjs({
    session: session.value,
    api_id: config.TELEGRAM_API_ID ?? 0,
    appVersion: VERSION,
    connectTimeoutMs: config.TGTK_REQUEST_TIMEOUT_S * SECOND,
    lease,
    observe: watch.observe,
  });
  return toolkitOver(telegram, session.value, config, watch);
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
  const chosen = await chosenWorld(flags, io);
  if ("error" in chosen) return chosen;
  const { startSandbox } = await import("../sandbox/start.ts");
  const sandbox = await startSandbox({ world: chosen.world });
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot use the sandbox's own session string");
  const watch = watchConnection(stderrLog(config, io));
  const telegram = gramjs({
    session: session.value,
    api_id: sandbox.ready.api_id,
    appVersion: VERSION,
    connectTimeoutMs: config.TGTK_REQUEST_TIMEOUT_S * SECOND,
    observe: watch.observe,
  });
  const unhurried = {
    TGTK_CURSOR_KEY: DEMO_CURSOR_KEY,
    ...config,
    TGTK_PACE: "unlimited",
  } as const;
  const toolkit = toolkitOver(telegram, session.value, unhurried, watch);
  return {
    ...toolkit,
    publicNames: publicNames(chosen.world),
    async close() {
      await toolkit.close();
      await sandbox.close();
    },
  };
}

function loopbackLease({ TGTK_LEASE_PORT: basePort }: Config): TakeLease {
  return (fingerprint) => acquireLease({ fingerprint, holder: `serve, pid ${Deno.pid}`, basePort });
}

/** The library would be almost half of the program's start: it is loaded when Telegram is called. */
function gramjs(options: ConnectionOptions): Telegram {
  return lazyTelegram(async () => {
    const { gramjsTelegram } = await import("../telegram/gramjs/telegram.ts");
    return gramjsTelegram(options);
  });
}

function stderrLog(config: Config, io: Pick<Io, "err">): Log {
  return lineLog({
    level: config.TGTK_LOG,
    format: config.TGTK_LOG_FORMAT,
    write: io.err,
    clock: Date.now,
  });
}

function toolkitOver(
  connection: Telegram,
  session: Session,
  config: Config,
  { log, ready }: ConnectionWatch,
): Toolkit {
  const telegram = withPolicies(connection, config);
  const tools = toolbox({
    telegram,
    chats: chatFinder(telegram, config.TGTK_CHATS),
    privacy: { mode: config.TGTK_PII, kinds: config.TGTK_PII_KINDS },
    cursorKey: cursorKey(config, session),
    random: (bytes) => randomBytes(bytes),
  });
  const parts = {
    identity: { name: "tgtk", version: VERSION },
    tools,
    log,
    newId: () => randomBytes(4).toString("hex"),
  };
  return {
    newServer: () => protocolServer({ ...parts, principal: LOCAL_PRINCIPAL }),
    parts,
    ready,
    log,
    close: () => telegram.close(),
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
