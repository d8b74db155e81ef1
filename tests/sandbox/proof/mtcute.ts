/**
 * mtcute, a Telegram client that shares no line with GramJS.
 *
 * @module
 */

export { BaseTelegramClient } from "@mtcute/core/client.js";
export {
  IntermediatePacketCodec,
  type IPacketCodec,
  type ITelegramConnection,
  MemoryStorage,
  ObfuscatedPacketCodec,
  PaddedIntermediatePacketCodec,
  tl,
} from "@mtcute/core";
export { addPublicKey, BaseCryptoProvider, type ICryptoProvider } from "@mtcute/core/utils.js";
export * as wasm from "@mtcute/wasm";
export { ConnectionClosedError } from "@fuman/net";
export { default as Long } from "long";
export {
  TlBinaryReader,
  TlBinaryWriter,
  type TlReaderMap,
  type TlWriterMap,
} from "@mtcute/tl-runtime";
