/**
 * The one door to `npm:telegram` (GramJS). Nothing else imports the library, so that its traps are
 * closed once and a second engine can take its place. Its cipher comes with it: the library's own is
 * four times slower.
 *
 * @module
 */

import "./gramjs_globals.ts";

export { Api } from "telegram/tl/index.js";
export { AuthKey } from "telegram/crypto/AuthKey.js";
export { BinaryReader } from "telegram/extensions/index.js";
export { Logger, LogLevel } from "telegram/extensions/Logger.js";
export { ConnectionTCPFull } from "telegram/network/connection/index.js";
export {
  doAuthentication,
  MTProtoPlainSender,
  UpdateConnectionState,
} from "telegram/network/index.js";
export { FullPacketCodec } from "telegram/network/connection/TCPFull.js";
export { MTProtoSender } from "telegram/network/MTProtoSender.js";
export { RequestState } from "telegram/network/RequestState.js";
export { PromisedNetSockets } from "telegram/extensions/index.js";
export { FloodWaitError, RPCError, SecurityError } from "telegram/errors/index.js";
export { LAYER } from "telegram/tl/AllTLObjects.js";
export { _serverKeys as serverKeys } from "telegram/crypto/RSA.js";
export { computeCheck } from "telegram/Password.js";
export { parseTl } from "telegram/tl/generationHelpers.js";
export { default as tlSchema } from "telegram/tl/apiTl.js";
export { decryptIge, encryptIge, type IgeKey } from "./aes/ige.ts";
import bigInt from "big-integer";
export { bigInt };
