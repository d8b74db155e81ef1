/** GramJS's own sender, connected to a sandbox: a real client, without anything of ours round it. */

import { Buffer } from "node:buffer";
import {
  Api,
  AuthKey,
  ConnectionTCPFull,
  LAYER,
  Logger,
  LogLevel,
  MTProtoSender,
  PromisedNetSockets,
} from "../../src/gramjs.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";

/** A connected client. */
export interface GramjsClient {
  /** Sends a request as it is. */
  send<Answer>(request: Api.AnyRequest): Promise<Answer>;
  /** Updates that arrived, oldest first. */
  readonly updates: readonly unknown[];
  /** Settles when the next update arrives. */
  nextUpdate(): Promise<unknown>;
  close(): Promise<void>;
}

/** The auth key in a session string of GramJS's layout: DC (1), length (2), address, port (2), key. */
function keyOf(session: string): Buffer {
  const parts = Buffer.from(session.slice(1), "base64");
  return parts.subarray(1 + 2 + parts.readInt16BE(1) + 2);
}

/**
 * Connects.
 *
 * @param withKey Use the minted session; otherwise a new auth key is agreed on, which is nobody's.
 */
export async function connectGramjs(
  ready: Pick<SandboxReady, "host" | "port" | "dc_id" | "string_session">,
  withKey = true,
): Promise<GramjsClient> {
  const key = new AuthKey();
  if (withKey) await key.setKey(keyOf(ready.string_session));
  const logger = new Logger(LogLevel.NONE);
  const updates: unknown[] = [];
  let arrival = Promise.withResolvers<unknown>();
  const sender = new MTProtoSender(key, {
    ...MTProtoSender.DEFAULT_OPTIONS,
    logger,
    dcId: ready.dc_id,
    // One new key in 256 begins with a nought byte, which the library leaves out, and has to be made anew.
    retries: 3,
    reconnectRetries: 0,
    delay: 0,
    autoReconnect: false,
    isMainSender: true,
    securityChecks: true,
    onConnectionBreak: () => {},
    updateCallback: (_client: unknown, update: { readonly className?: string }) => {
      if (update.className === undefined) return;
      updates.push(update);
      arrival.resolve(update);
      arrival = Promise.withResolvers();
    },
    client: { networkSocket: PromisedNetSockets } as never,
    _exportedSenderPromises: new Map(),
  });
  const connected = await sender.connect(
    new ConnectionTCPFull({
      ip: ready.host,
      port: ready.port,
      dcId: ready.dc_id,
      loggers: logger,
      socket: PromisedNetSockets,
      testServers: false,
    }),
    false,
  );
  if (!connected) throw new Error("Cannot connect to the sandbox");
  return {
    send: <Answer>(request: Api.AnyRequest) => sender.send(request) as Promise<Answer>,
    updates,
    nextUpdate: () => arrival.promise,
    close: () => sender.disconnect(),
  };
}

/** Wraps a connection's first request. */
export function introduced(query: Api.AnyRequest): Api.InvokeWithLayer {
  return new Api.InvokeWithLayer({
    layer: LAYER,
    query: new Api.InitConnection({
      apiId: 20_000_002,
      deviceModel: "test",
      systemVersion: "1",
      appVersion: "1",
      systemLangCode: "en",
      langPack: "",
      langCode: "en",
      query,
    }),
  });
}
