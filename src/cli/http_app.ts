/**
 * The server over HTTP as one function, for programs that have a listener of their own.
 *
 * @module
 */

import { checkConfig } from "../config.ts";
import { httpHandler } from "../http/handler.ts";
import { httpOptions } from "./http_options.ts";
import { ACCOUNT } from "./serve.ts";
import { httpDeps } from "./serve_http.ts";
import { wireTelegram } from "./wire.ts";

/** A server without a listener. */
export interface HttpApp {
  /** Answers one request; never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Cancels what is under way and ends the connection to Telegram. */
  readonly close: () => Promise<void>;
}

/** What the server is made from. */
export interface HttpAppOptions {
  /** Settings by their names, as in docs/configuration.md; the environment is not read. */
  readonly settings: Readonly<Record<string, string>>;
  /** The name under which it is reached, such as `tgtk.example.org`; 127.0.0.1 needs no tokens. */
  readonly host: string;
  /** Hears each line of the log. */
  readonly log: (line: string) => void;
}

/** The server, or all that is wrong with the settings, one sentence each. */
export type HttpAppResult = HttpApp | {
  /** One sentence each. */
  readonly errors: readonly string[];
};

/**
 * Makes the server. Telegram is reached with the first call that needs it.
 *
 * @param options The settings and where lines of the log go.
 * @returns The server, or what is wrong.
 *
 * @example What is missing
 * ```ts
 * import { httpApp } from "./http_app.ts";
 * import assert from "node:assert/strict";
 *
 * const app = await httpApp({ settings: {}, host: "127.0.0.1", log: () => {} });
 * assert.ok("errors" in app && app.errors[0]?.startsWith("TELEGRAM_API_ID is not set"));
 * ```
 */
export async function httpApp(
  { settings, host, log }: HttpAppOptions,
): Promise<HttpAppResult> {
  const { config, errors, warnings } = checkConfig(settings, ACCOUNT);
  if (config === undefined) return { errors };
  const http = httpOptions(config, { host });
  if ("errors" in http) return { errors: http.errors };
  for (const line of warnings) log(line);
  const wired = await wireTelegram(config, { err: log });
  if ("error" in wired) return { errors: [wired.error] };
  const end = new AbortController();
  return {
    fetch: httpHandler(httpDeps(wired, config, http, end.signal, end.signal)),
    async close() {
      end.abort();
      await wired.close();
    },
  };
}
