/**
 * mtcute, a Telegram client that shares no line with GramJS. Only this file names it to npm.
 *
 * @module
 */

// deno-lint-ignore-file no-import-prefix
export { BaseTelegramClient } from "npm:@mtcute/core@0.30.3/client.js";
export {
  IntermediatePacketCodec,
  type IPacketCodec,
  MemoryStorage,
  ObfuscatedPacketCodec,
  PaddedIntermediatePacketCodec,
  tl,
} from "npm:@mtcute/core@0.30.3";
export {
  addPublicKey,
  BaseCryptoProvider,
  type ICryptoProvider,
} from "npm:@mtcute/core@0.30.3/utils.js";
export * as wasm from "npm:@mtcute/wasm@0.30.3";
export { default as Long } from "npm:long@5.3.2";
