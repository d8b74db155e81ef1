/**
 * mtcute, a Telegram client that shares no line with GramJS. Nothing else says its name to npm.
 *
 * @module
 */

// deno-lint-ignore-file no-import-prefix
export {
  BaseTelegramClient,
  IntermediatePacketCodec,
  MemoryStorage,
  ObfuscatedPacketCodec,
  PaddedIntermediatePacketCodec,
  tl,
} from "npm:@mtcute/core@0.30.3";
export type { IPacketCodec } from "npm:@mtcute/core@0.30.3";
export {
  addPublicKey,
  BaseCryptoProvider,
  type ICryptoProvider,
  Long,
} from "npm:@mtcute/core@0.30.3/utils.js";
export {
  ctr256,
  createCtr256,
  deflateMaxSize,
  freeCtr256,
  gunzip,
  ige256Decrypt,
  ige256Encrypt,
  initSync,
  sha1,
  sha256,
} from "npm:@mtcute/wasm@0.30.3";
