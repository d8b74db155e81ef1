/**
 * How a Telegram method is answered: the seam between the protocol (`mtproto/`) and the services.
 *
 * @module
 */

import type { World } from "./world/world.ts";

/** A TL object as GramJS makes it, with its own encoder. */
export interface TlObject {
  readonly className: string;
  getBytes(): Uint8Array;
}

/** A decoded request: the innermost one, after `invokeWithLayer` and its kind were taken off. */
export interface TlRequest extends TlObject {
  readonly [argument: string]: unknown;
}

/** What a method answers with: an object, a boxed vector of objects, or a Bool. */
export type TlAnswer = TlObject | readonly TlObject[] | boolean;

/** An `rpc_error`: Telegram's numeric class and its name, such as 400 and `USERNAME_INVALID`. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
}

/** Refuses a request. */
export function rpcError(code: number, message: string): { readonly error: RpcError } {
  return { error: { code, message } };
}

/**
 * Refuses a method that is not known, or not served.
 *
 * Telegram names the constructor, unsigned, as `INPUT_METHOD_INVALID_1192227_0` does; the second
 * number is undocumented.
 *
 * @param id The constructor, signed or not.
 */
export function unknownMethod(id: number): { readonly error: RpcError } {
  return rpcError(400, `INPUT_METHOD_INVALID_${id >>> 0}_0`);
}

/** A method's outcome. */
export type RpcOutcome = { readonly answer: TlAnswer } | { readonly error: RpcError };

/** Who asks, as far as a service needs to know. */
export interface Caller {
  /** The auth key's id, 16 hexadecimal digits. */
  readonly authKeyId: string;
  /** The session's id, 16 hexadecimal digits; absent where there is no protocol below. */
  readonly sessionId?: string;
  /** The query's message id; absent as well where there is no protocol below. */
  readonly messageId?: bigint;
  /** Bare id of the user the key is signed in as; absent before the login. */
  readonly userId?: number;
}

/** What services work with. */
export interface ServiceContext {
  readonly world: World;
  readonly caller: Caller;
  /** The data centre's clock, in Unix seconds. */
  now(): number;
  /** Where this data centre says it can be reached. */
  readonly address: { readonly hostname: string; readonly port: number; readonly dcId: number };
  /** Decides which messages of a page are served; see `faults/short_pages.ts`. */
  readonly shortPages: ShortPages;
}

/** One page of messages about to be sent, newest first. */
export interface PageInMaking {
  /** Bare id of the chat. */
  readonly chatId: number;
  readonly ids: readonly number[];
  /** How many of the page's first ids lie at or above the offset: the offset's place on the page. */
  readonly newerThanOffset: number;
}

/** Scripted trouble: says which ids of a page are kept. Keeps the order. */
export type ShortPages = (page: PageInMaking) => readonly number[];

/** Answers one method. */
export type Method = (
  request: TlRequest,
  context: ServiceContext,
) => RpcOutcome | Promise<RpcOutcome>;

/** A service: its methods by their names in the TL schema, such as `messages.getHistory`. */
export type Service = Readonly<Record<string, Method>>;
