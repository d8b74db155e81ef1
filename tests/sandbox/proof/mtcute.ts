/**
 * mtcute, a Telegram client that shares no line with GramJS. Only this file names it to npm.
 *
 * @module
 */

export { BaseTelegramClient } from "npm:@mtcute/core@0.30.3/client.js";
export {
  IntermediatePacketCodec,
  type IPacketCodec,
  type ITelegramConnection,
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
export { ConnectionClosedError } from "npm:@fuman/net@0.0.20";
export { default as Long } from "npm:long@5.3.2";
export {
  TlBinaryReader,
  TlBinaryWriter,
  type TlReaderMap,
  type TlWriterMap,
} from "npm:@mtcute/tl-runtime@0.30.3";
