/**
 * mtcute connected to a sandbox: from nothing but the ready line, with its own cryptography, codec
 * and transports. What it is given here is a socket and the platform's PBKDF2.
 */

import { createHmac, pbkdf2Sync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { SandboxReady } from "../../../src/sandbox/sandbox.ts";
import {
  addPublicKey,
  BaseCryptoProvider,
  BaseTelegramClient,
  type ICryptoProvider,
  IntermediatePacketCodec,
  type IPacketCodec,
  MemoryStorage,
  tl,
  wasm,
} from "./mtcute.ts";

export type MtcuteClient = BaseTelegramClient;

/** How the client is to connect, where that is not the plain way. */
export interface MtcuteOptions {
  /** Temporary keys, bound to the permanent one; see `auth.bindTempAuthKey`. */
  readonly usePfs?: boolean;
  readonly codec?: () => IPacketCodec;
  /** The session of another client, as `exportSession()` gave it. */
  readonly session?: string;
}
