/**
 * mtcute connected to a sandbox: from nothing but the ready line, with its own cryptography, codec
 * and transports. What it is given here is a socket and the platform's HMAC and PBKDF2.
 */

import { Buffer } from "node:buffer";
import { createHmac, pbkdf2Sync } from "node:crypto";
import type { SandboxReady } from "../../../src/sandbox/sandbox.ts";
import {
  addPublicKey,
  BaseCryptoProvider,
  BaseTelegramClient,
  ConnectionClosedError,
  type ICryptoProvider,
  IntermediatePacketCodec,
  type IPacketCodec,
  type ITelegramConnection,
  MemoryStorage,
  wasm,
} from "./mtcute.ts";
import { LAYER_READERS, LAYER_WRITERS } from "./mtcute_layer.ts";

export type MtcuteClient = BaseTelegramClient;

/** How the client is to connect, where that is not the plain way. */
export interface MtcuteOptions {
  /** Works with temporary keys, bound to the permanent one. */
  readonly usePfs?: boolean;
  readonly codec?: () => IPacketCodec;
  /** An auth key that is known already: 256 bytes. */
  readonly authKey?: Uint8Array;
}

/** The auth key in a session string of GramJS's layout: DC (1), length (2), address, port (2), key. */
export function authKeyOfSession(session: string): Uint8Array {
  const parts = Buffer.from(session.slice(1), "base64");
  return new Uint8Array(parts.subarray(1 + 2 + parts.readInt16BE(1) + 2));
}

class Crypto extends BaseCryptoProvider implements ICryptoProvider {
  sha1 = wasm.sha1;
  sha256 = wasm.sha256;
  gzip = wasm.deflateMaxSize;
  gunzip = wasm.gunzip;

  initialize(): void {
    wasm.initSync(Deno.readFileSync(wasm.getWasmUrl()));
  }
  createAesIge(key: Uint8Array, iv: Uint8Array) {
    return {
      encrypt: (data: Uint8Array) => wasm.ige256Encrypt(data, key, iv),
      decrypt: (data: Uint8Array) => wasm.ige256Decrypt(data, key, iv),
    };
  }
  createAesCtr(key: Uint8Array, iv: Uint8Array) {
    const context = wasm.createCtr256(key, iv);
    return {
      process: (data: Uint8Array) => wasm.ctr256(context, data),
      close: () => wasm.freeCtr256(context),
    };
  }
  pbkdf2(password: Uint8Array, salt: Uint8Array, rounds: number, length = 64, algo = "sha512") {
    return new Uint8Array(pbkdf2Sync(password, salt, rounds, length, algo));
  }
  hmacSha256(data: Uint8Array, key: Uint8Array) {
    return new Uint8Array(createHmac("sha256", key).update(data).digest());
  }
  override randomFill(bytes: Uint8Array): void {
    crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  }
}

async function connectSocket(hostname: string, port: number): Promise<ITelegramConnection> {
  const socket = await Deno.connect({ hostname, port });
  let isOpen = true;
  return {
    localAddress: null,
    remoteAddress: null,
    async read(into) {
      const length = await socket.read(into).catch(() => null);
      if (length === null) throw new ConnectionClosedError();
      return length;
    },
    async write(bytes) {
      for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
    },
    close() {
      if (isOpen) socket.close();
      isOpen = false;
    },
  };
}

/**
 * Makes a client; its first call connects it. It agrees on a new auth key, unless it is given one.
 */
export async function mtcuteClient(
  ready: SandboxReady,
  options: MtcuteOptions = {},
): Promise<MtcuteClient> {
  const crypto = new Crypto();
  crypto.initialize();
  addPublicKey(crypto, ready.rsa_public_key_pem);
  const dc = { id: ready.dc_id, ipAddress: ready.host, port: ready.port };
  const params = {
    apiId: ready.api_id,
    apiHash: ready.api_hash,
    crypto,
    storage: new MemoryStorage(),
    platform: {
      beforeExit: () => () => {},
      log: () => {},
      getDefaultLogLevel: () => null,
      getDeviceModel: () => "test",
    },
    defaultDcs: { main: dc, media: dc },
    transport: {
      connect: ({ ipAddress, port }: typeof dc) => connectSocket(ipAddress, port),
      packetCodec: options.codec ?? (() => new IntermediatePacketCodec()),
    },
    network: { usePfs: options.usePfs ?? false },
    overrideLayer: ready.layer,
    disableUpdates: true,
    updates: false,
    logLevel: 0,
  } as const;
  const { _readerMap, _writerMap } = new BaseTelegramClient(params).mt;
  const client = new BaseTelegramClient({
    ...params,
    readerMap: { ..._readerMap, ...LAYER_READERS },
    writerMap: { ..._writerMap, ...LAYER_WRITERS },
  });
  if (options.authKey !== undefined) {
    const { authKey } = options;
    await client.importSession({ authKey, primaryDcs: { main: dc, media: dc } });
  }
  return client;
}
