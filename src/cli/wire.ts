/**
 * The only place where parts are put together.
 *
 * @module
 */

import type { ProtocolEra, Server } from "@modelcontextprotocol/server";
import { Buffer } from "node:buffer";
import { hkdfSync, randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { exportChanges, withChanges } from "../exports/changes.ts";
import { observedStore } from "../exports/observed_store.ts";
import { chatFinder } from "../history/chats.ts";
import type { Exports } from "../http/deps.ts";
import { createSeenNames, withSeenNames } from "../mcp/seen_names.ts";
import { protocolServer, type ServerParts } from "../mcp/server.ts";
import type { Outcome } from "../model/failure.ts";
import type { Log } from "../model/log.ts";
import { secret } from "../model/secret.ts";
import { type Observing, startObserving } from "../observe/observing.ts";
import { deadlines } from "../telegram/deadlines.ts";
import type { ConnectionOptions } from "../telegram/gramjs/telegram.ts";
import { lazyTelegram } from "../telegram/lazy.ts";
import type { Lease } from "../telegram/lease/lease.ts";
import { leaseKey } from "../telegram/lease/key.ts";
import type { Telegram } from "../telegram/port.ts";
import { parseSessionString, type Session } from "../telegram/session_string.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import { type ExportResources, exportResources } from "../tools/export_resources.ts";
import type { ToolDeps } from "../tools/tool.ts";
import { toolbox } from "../tools/toolbox.ts";
import { VERSION } from "../version.ts";
import type { Flags } from "./command.ts";
import { cursorKey } from "./cursor_key.ts";
import { exportDepsOf } from "./export_deps.ts";
import { exportStoreOf, storeProblem } from "./export_store.ts";
import { serveGuest } from "./hosted_server.ts";
import { httpExports } from "./http_exports.ts";
import type { Io } from "./io.ts";
import { withPolicies } from "./policies.ts";
import { privacyOf } from "./privacy.ts";
import { settingsDigest } from "./settings_digest.ts";
import { type SessionIdentity, type SharedSession, sharedSession } from "./shared_session.ts";
import { type SharedWaits, sharedWaits } from "./shared_waits.ts";
import { telegramReady } from "./telegram_ready.ts";
import { type ConnectionWatch, watchConnection } from "./watch_connection.ts";
import { chosenWorld, publicNames } from "./world.ts";

/** The metrics, as Prometheus reads them. */
export type Metrics = NonNullable<Observing["metrics"]>;

/** Takes the lease on the session with this name, which does not tell the session. */
export type TakeLease = (name: string) => Promise<Outcome<Lease>>;

/** What else is wanted of a toolkit. */
export interface WireOptions {
  /** Instead of a loopback port, for copies on other machines; such copies do not share a session. */
  readonly takeLease?: TakeLease;
  /** Metrics are collected. */
  readonly metrics?: boolean;
  /** The command's name, for those who want the same session; `serve` by default. */
  readonly command?: string;
}

/** Everything a transport needs to serve. */
export interface Toolkit {
  /** A protocol server for one connection that lasts, of the revisions of 2025 or of 2026. */
  readonly newServer: (era?: ProtocolEra) => Server;
  /** What protocol servers are made of, whoever calls. */
  readonly parts: Omit<ServerParts, "principal" | "resources">;
  readonly resources: ExportResources;
  /** What reads histories. */
  readonly reading: Reading;
  /** Why Telegram cannot be asked now, if it cannot: one sentence. */
  readonly telegramReady: () => Promise<string | undefined>;
  readonly log: Log;
  /** Finished exports as files. */
  readonly exports: Exports;
  /** If they were asked for. */
  readonly metrics?: Metrics;
  /** The session, where other processes may use it, too. */
  readonly shared?: SharedSession;
  readonly hear?: SharedWaits["hear"];
  /** Ends the connection to Telegram, if there is one. */
  readonly close: () => Promise<void>;
}

/** What reads histories, and the configuration that holds for it. */
export interface Reading extends Pick<ToolDeps, "chats" | "privacy" | "telegram"> {
  readonly config: Config;
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

/**
 * Wires the server to Telegram, which is reached with the first call.
 *
 * @param config The checked configuration, the account included.
 * @param io The surroundings.
 * @param options What else is wanted.
 * @returns The toolkit, or one sentence that says what is wrong with the session or the audit.
 */
export async function wireTelegram(
  config: Config,
  io: Pick<Io, "err">,
  options: WireOptions = {},
): Promise<Toolkit | { readonly error: string }> {
  const session = parseSessionString(config.TELEGRAM_STRING_SESSION?.reveal() ?? "");
  if (!session.ok) return { error: failureSentence(session.failure) };
  const observing = await observe(config, io, options);
  if ("error" in observing) return observing;
  const watch = watchConnection(observing);
  const waits = sharedWaits(() => performance.now(), (text) => shared.tell(text));
  const shared: SharedSession = sharedSession({
    identity: identityOf(session.value, config),
    holder: holderOf(options),
    basePort: config.TGTK_LEASE_PORT,
    serve: (channel) => {
      waits.greet(channel);
      return serveGuest(toolkit, channel);
    },
  });
  const telegram = gramjs({
    session: session.value,
    api_id: config.TELEGRAM_API_ID ?? 0,
    appVersion: VERSION,
    connectTimeoutMs: config.TGTK_REQUEST_TIMEOUT_S * SECOND,
    lease: leaseOf(session.value, options, shared),
    observe: watch.observe,
  });
  const connected = withPolicies(telegram, config, observing.observer, waits.known);
  const toolkit = await toolkitOver(connected, session.value, config, observing, watch);
  if (options.takeLease !== undefined) return toolkit;
  return {
    ...toolkit,
    shared,
    hear: waits.hear,
    async close() {
      shared.sendAway();
      // The session is free only after Telegram was left.
      await toolkit.close();
      await shared.release();
    },
  };
}

function holderOf({ command = "serve" }: WireOptions): string {
  return `${command}, pid ${Deno.pid}`;
}

function leaseOf(session: Session, { takeLease }: WireOptions, shared: SharedSession) {
  if (takeLease === undefined) return shared.lease;
  const authKey = Buffer.from(session.auth_key.reveal(), "hex");
  const name = Buffer.from(hkdfSync("sha256", authKey, "", "tgtk lease name", 8)).toString("hex");
  return () => takeLease(name);
}

async function identityOf(session: Session, config: Config): Promise<SessionIdentity> {
  return { key: await leaseKey(session.auth_key), settings: await settingsDigest(config) };
}

/**
 * Starts a sandbox in this process and wires the server to it. It needs no lease: nobody else knows
 * its session.
 *
 * @param config The checked configuration; no account is needed.
 * @param flags `world`: a real history instead of the sample.
 * @param io The surroundings.
 * @param options What else is wanted.
 * @returns The toolkit, or one sentence that says what is wrong with the world's file or the audit.
 */
export async function wireDemo(
  config: Config,
  flags: Flags,
  io: Io,
  options: WireOptions = {},
): Promise<DemoToolkit | { readonly error: string }> {
  const chosen = await chosenWorld(flags, io);
  if ("error" in chosen) return chosen;
  const observing = await observe(config, io, options);
  if ("error" in observing) return observing;
  const { startSandbox } = await import("../sandbox/start.ts");
  const sandbox = await startSandbox({ world: chosen.world });
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot use the sandbox's own session string");
  const watch = watchConnection(observing);
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
  const known = deadlines(() => performance.now());
  const paced = withPolicies(telegram, unhurried, observing.observer, known);
  const toolkit = await toolkitOver(paced, session.value, unhurried, observing, watch);
  return {
    ...toolkit,
    publicNames: publicNames(chosen.world),
    async close() {
      await toolkit.close();
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

function observe(
  { TGTK_AUDIT: to, TGTK_LOG: level, TGTK_LOG_FORMAT: format, TGTK_PII_KEY: key }: Config,
  { err }: Pick<Io, "err">,
  { metrics = false }: WireOptions,
): Promise<Observing | { readonly error: string }> {
  return startObserving({
    log: { level, format },
    stderr: err,
    version: VERSION,
    metrics,
    ...(to === undefined || key === undefined ? {} : { audit: { to, key } }),
  });
}

async function toolkitOver(
  telegram: Telegram,
  session: Session,
  config: Config,
  { close, log, metrics, observer }: Observing,
  watch: ConnectionWatch,
): Promise<Toolkit> {
  const privacy = privacyOf(config);
  const changes = exportChanges();
  const store = withChanges(observedStore(exportStoreOf(config), observer), changes.tell);
  const problem = await storeProblem(store, config);
  if (problem !== undefined) log("error", problem);
  const deps = {
    exports: exportDepsOf(telegram, store, config),
    observer,
    exportChanges: changes,
    telegram,
    chats: chatFinder(telegram, config.TGTK_CHATS, observer),
    privacy,
    cursorKey: cursorKey(config, session),
    random: (bytes: number) => randomBytes(bytes),
  };
  const resources = exportResources(deps);
  const seen = createSeenNames();
  const parts = {
    identity: { name: "tgtk", version: VERSION },
    tools: withSeenNames(toolbox(deps), seen),
    seen,
    log,
    newId: () => randomBytes(4).toString("hex"),
    observer,
  };
  return {
    newServer: (era = "legacy") => {
      const updates = era === "modern" ? "listen" : "subscribe";
      const principal = LOCAL_PRINCIPAL;
      return protocolServer({ ...parts, principal, resources: { exports: resources, updates } });
    },
    parts,
    resources,
    reading: { telegram, chats: deps.chats, privacy, config },
    telegramReady: telegramReady({ telegram, watch, clock: () => performance.now() }),
    log,
    exports: httpExports(store, privacy),
    ...(metrics === undefined ? {} : { metrics }),
    async close() {
      await telegram.close();
      close();
    },
  };
}
