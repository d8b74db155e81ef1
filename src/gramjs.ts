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
export { _serverKeys as serverKeys } from "telegram/crypto/RSA.js";
export { computeCheck } from "telegram/Password.js";
export { default as tlSchema } from "telegram/tl/apiTl.js";
export { decryptIge, encryptIge, type IgeKey } from "./aes/ige.ts";
import bigInt from "big-integer";
import { LAYER } from "telegram/tl/AllTLObjects.js";
import { parseTl } from "telegram/tl/generationHelpers.js";
export { bigInt, LAYER };

/** A constructor or method of the TL schema: what GramJS's `parseTl` yields, as far as it is used here. */
export interface TlDefinition {
  readonly name: string;
  readonly namespace?: string;
  readonly constructorId: number;
  /** The boxed type that a constructor belongs to, or that a method answers with. */
  readonly result: string;
  readonly isFunction: boolean;
  /** By field names in camel case, in the order in which they are written. */
  readonly argsConfig: Readonly<Record<string, TlArgument>>;
}

/** A field's type. */
export interface TlArgument {
  /** Of a vector, its elements' type. */
  readonly type: string;
  readonly isVector: boolean;
  /** Whether the vector has its constructor in front. */
  readonly useVectorId: boolean | null;
  /** Whether the field is there only if its flag says so. */
  readonly isFlag: boolean;
  readonly flagName: string;
  readonly flagIndex: number;
  /** Whether the field is itself the word that holds flags. */
  readonly flagIndicator: boolean;
}

/** Parses lines of the TL schema. */
export function definitionsIn(lines: string): Iterable<TlDefinition> {
  return parseTl(lines, String(LAYER)) as Iterable<TlDefinition>;
}
