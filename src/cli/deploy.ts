/**
 * The server on Deno Deploy, or wherever copies of it start and stop without being asked for: over
 * HTTP, with authentication, nothing on disk, the lease in Deno KV.
 *
 * @module
 */

import { checkConfig, type Config } from "../config.ts";
import { acquireKvLease, type LeaseStore } from "../telegram/lease/kv.ts";
import { type HttpOptions, httpOptions } from "./http_options.ts";
import { EXIT_USAGE, type Io } from "./io.ts";
import { kvStore, type OpenKv } from "./kv_store.ts";
import { ACCOUNT } from "./serve.ts";
import { serveHttp } from "./serve_http.ts";
import { type TakeLease, wireTelegram } from "./wire.ts";

const EVERYWHERE = "0.0.0.0";

const WITHOUT_STORE = "Cannot start without Deno KV: expected a database for this application, " +
  "in which the lease on the session is held.";

/**
 * Serves until a signal comes.
 *
 * @param io The surroundings; stdin is not read.
 * @param openKv Opens the store that every copy sees; absent where the runtime has none.
 * @param port The port to listen on.
 * @param lost Ends the process when the lease is lost: the session must not be used on.
 * @returns The exit code.
 */
export async function deploy(
  io: Io,
  openKv: OpenKv | undefined,
  port: number,
  lost: () => void,
): Promise<number> {
  const setup = checkSetup(io, port);
  if (setup === undefined) return EXIT_USAGE;
  const store = await openStore(openKv);
  if (store === undefined) {
    io.err(WITHOUT_STORE);
    return EXIT_USAGE;
  }
  try {
    return await serveWith(setup, leaseIn(store, lost, io), io);
  } finally {
    store.close();
  }
}

interface Setup {
  readonly config: Config;
  readonly http: HttpOptions;
}

/** All that is wrong is said at once. */
function checkSetup(io: Io, port: number): Setup | undefined {
  const { config, errors, warnings } = checkConfig(io.environment(), ACCOUNT);
  for (const line of [...errors, ...warnings]) io.err(line);
  if (config === undefined) return undefined;
  const http = httpOptions(config, { host: EVERYWHERE, port: String(port) });
  if (!("errors" in http)) return { config, http };
  for (const line of http.errors) io.err(line);
  return undefined;
}

async function serveWith({ config, http }: Setup, takeLease: TakeLease, io: Io): Promise<number> {
  const wired = await wireTelegram(config, io, { takeLease, metrics: true });
  if (!("error" in wired)) return await serveHttp(wired, config, http, io.stopSignal());
  io.err(wired.error);
  return EXIT_USAGE;
}

async function openStore(openKv: OpenKv | undefined) {
  try {
    return openKv && kvStore(await openKv());
  } catch {
    // Why it cannot be opened the platform shows better; without it nothing may start.
    return undefined;
  }
}

function leaseIn(store: LeaseStore, lost: () => void, io: Io): TakeLease {
  return (fingerprint) =>
    acquireKvLease({
      fingerprint,
      store,
      holder: `another copy of this server, since ${new Date().toISOString()}`,
      clock: Date.now,
      newId: () => crypto.randomUUID(),
      every(ms, run) {
        const timer = setInterval(run, ms);
        return () => clearInterval(timer);
      },
      lost() {
        io.err("The lease on the session is lost: ending, so that it is not used twice.");
        lost();
      },
    });
}
