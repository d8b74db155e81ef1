/**
 * `tgtk serve --http`: MCP over HTTP.
 *
 * @module
 */

import type { Config } from "../config.ts";
import { adminHandler } from "../http/admin_handler.ts";
import { BODY_BOUNDS } from "../http/body.ts";
import type { Concurrency, HttpDeps } from "../http/deps.ts";
import { httpHandler } from "../http/handler.ts";
import { protocolServer } from "../mcp/server.ts";
import type { Log } from "../model/log.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import { VERSION } from "../version.ts";
import { aborted } from "./aborted.ts";
import type { HttpOptions, Listen } from "./http_options.ts";
import { EXIT_FAILED, EXIT_OK } from "./io.ts";
import type { Toolkit } from "./wire.ts";

/** A thousand clients at once are served; each holds a body of 1 MiB at most. */
const CONCURRENCY: Concurrency = { total: 2048, perPrincipal: 1024 };

/** Work in flight has so long to finish before it is cancelled. The process has 4 s in all. */
const FINISH_MS = 3000;
/** And so long to say that it was cancelled. */
const CANCEL_MS = 500;

/**
 * Serves until the end is told, then finishes what is under way or cancels it.
 *
 * @param toolkit What serves.
 * @param config The checked configuration.
 * @param options What concerns HTTP.
 * @param ended Aborts when the process has to end.
 * @returns The exit code.
 */
export async function serveHttp(
  toolkit: Toolkit,
  config: Config,
  options: HttpOptions,
  ended: AbortSignal,
): Promise<number> {
  const { log } = toolkit;
  const stopping = new AbortController();
  const cancelling = new AbortController();
  const deps = httpDeps(toolkit, config, options, stopping.signal, cancelling.signal);
  const main = listen(options.listen, httpHandler(mainDeps(deps, options)), log);
  const admin = options.admin && listen(options.admin, adminHandler(deps), log);
  const servers = [main, ...(options.admin ? [admin] : [])];
  const listening = servers.filter((each) => each !== undefined);
  if (listening.length === servers.length) {
    log("info", "serves MCP", { version: VERSION, url: `http://${hostOf(main)}/mcp` });
    if (admin) {
      log("info", "serves health, readiness and metrics", { url: `http://${hostOf(admin)}` });
    }
    await aborted(ended);
  }
  stopping.abort();
  const finished = Promise.all(listening.map((server) => server.shutdown()));
  if (!await isWithin(finished, FINISH_MS)) {
    cancelling.abort();
    await isWithin(finished, CANCEL_MS);
  }
  await isWithin(toolkit.close(), CANCEL_MS);
  return listening.length === servers.length ? EXIT_OK : EXIT_FAILED;
}

/**
 * Puts together what the HTTP layer works with.
 *
 * @param toolkit What serves.
 * @param config The checked configuration.
 * @param options What concerns HTTP.
 * @param stopping Aborts when the server begins to end.
 * @param cancelling Aborts when what is still under way has to end.
 * @returns What {@linkcode httpHandler} takes.
 */
export function httpDeps(
  { parts, telegramReady, metrics, exports, resources }: Toolkit,
  config: Config,
  { authentication, allowed }: HttpOptions,
  stopping: AbortSignal,
  cancelling: AbortSignal,
): HttpDeps {
  const { TGTK_RATE_PER_MINUTE: perMinute, TGTK_RATE_BURST: burst } = config;
  return {
    parts,
    newServer: (tools, principal, era) => {
      // Over HTTP the revisions of 2025 are stateless: nobody can be told of changes.
      const updates = era === "modern" ? { updates: "carrier" as const } : {};
      const offered = { exports: resources, ...updates };
      return protocolServer({ ...parts, tools, principal, resources: offered });
    },
    changes: resources.changes,
    ready: readiness(telegramReady, exports),
    ...(metrics && { metrics }),
    exports,
    authentication,
    allowed,
    rates: { perMinute, burst },
    concurrency: CONCURRENCY,
    body: BODY_BOUNDS,
    clock: Date.now,
    stopping,
    cancelling,
  };
}

function readiness(
  telegramReady: Toolkit["telegramReady"],
  exports: Toolkit["exports"],
): HttpDeps["ready"] {
  return async () => {
    const [telegram, store] = await Promise.all([telegramReady(), exports.problem()]);
    const problems = [telegram, store && failureSentence(store)].filter((each) =>
      each !== undefined
    );
    return { ready: problems.length === 0, problems };
  };
}

/** Metrics that have a port of their own are told nowhere else. */
function mainDeps({ metrics, ...deps }: HttpDeps, { admin }: HttpOptions): HttpDeps {
  return { ...deps, ...(metrics && admin === undefined && { metrics }) };
}

type Server = Deno.HttpServer<Deno.NetAddr>;

function listen(at: Listen, handler: Deno.ServeHandler, log: Log): Server | undefined {
  try {
    return Deno.serve({ ...at, onListen: () => {} }, handler);
  } catch (error) {
    log("error", `Cannot listen on ${at.hostname}:${at.port}: expected ${whatWasExpected(error)}.`);
    return undefined;
  }
}

function whatWasExpected(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return "a free port, and another program uses this one";
  }
  if (error instanceof Deno.errors.NotCapable) return "the permission --allow-net for this address";
  return "an address of this machine, and a port that this user may use";
}

function hostOf(server: Server | undefined): string {
  const { hostname = "", port = 0 } = server?.addr ?? {};
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/** Waits for work, but not longer than that. */
async function isWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
