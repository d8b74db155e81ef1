/**
 * One connection to one data centre over GramJS's `MTProtoSender`, with its traps closed. Everything
 * here is about that library; it is the only place that reaches into it.
 *
 * - It reconnects by itself after a second, with a timer nobody can stop: here a connection that ends
 *   has ended, and whoever needs it makes a new one.
 * - It never answers what was in flight when it was closed: here every request gets a reply.
 * - It remembers abandoned requests for ever, and decodes late answers to throw them away.
 * - An error inside a container drops the answers behind it, because the handler throws.
 * - Its RPC errors mix free text into the names: here they are kept as they came.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import {
  type Api,
  AuthKey,
  BinaryReader,
  ConnectionTCPFull,
  Logger,
  LogLevel,
  MTProtoSender,
  PromisedNetSockets,
  RequestState,
  UpdateConnectionState,
} from "../../gramjs.ts";
import type { Failure } from "../../model/failure.ts";
import type { Session } from "../session_string.ts";
import { allowedName } from "./allow_list.ts";
import { disconnected, passing, type RpcError, upstream } from "./failures.ts";

/** What became of a request: Telegram's answer, its refusal, or why there is neither. */
export type Reply =
  | { readonly answer: unknown }
  | { readonly error: RpcError }
  | { readonly failure: Failure };

/** A connection. Once it has ended it stays ended. */
export interface Sender {
  /** Opens it. Gives the reason when that did not work. */
  connect(): Promise<Failure | undefined>;
  /**
   * Sends a request and waits for the reply; an aborted signal gives `CANCELLED` at once.
   *
   * @throws When the request is not on the allow-list: that is a bug.
   */
  ask(request: Api.AnyRequest, signal: AbortSignal): Promise<Reply>;
  /** Closes the socket. Requests in flight, and later ones, get the failure. */
  end(failure: Failure): Promise<void>;
  /** How many requests GramJS remembers: all lists together. For tests of leaks. */
  remembered(): number;
}

/** What a connection needs to know. */
export interface SenderOptions {
  readonly session: Session;
  /** Hears why the connection ended, once. */
  readonly onEnd: (failure: Failure) => void;
  /** Hears of errors that the library caught. They may hold private text: count them, print their names. */
  readonly onError: (error: unknown) => void;
  /** Names what may leave, `undefined` for everything else; the allow-list of reads by default. */
  readonly allowed?: (bytes: Uint8Array) => string | undefined;
  /** Hears updates; by default they are dropped unread. */
  readonly onUpdate?: (update: unknown) => void;
}

const LOST = passing(disconnected("CONNECTION_LOST"));

/** What is private in GramJS and needed here. */
interface Internals {
  readonly _sendQueue: {
    append(state?: RequestState, setReady?: boolean, atStart?: boolean): void;
    readonly _pendingStates: readonly RequestState[];
  };
}

type Incoming = Parameters<MTProtoSender["_handleRPCResult"]>[0];

/** GramJS's `RPCResult`: an error or a body. */
interface Result {
  readonly reqMsgId: Parameters<MTProtoSender["_pendingState"]["delete"]>[0];
  readonly error?: Api.RpcError;
  readonly body: Buffer;
}

/** Who the library's hooks report to. */
interface Ears {
  onLost(failure: Failure): void;
  onError(error: unknown): void;
  onUpdate(update: unknown): void;
}

/** The library's hooks are methods, so this has to be a class. */
class ReadOnlySender extends MTProtoSender {
  readonly #ears: Ears;

  constructor(key: AuthKey, dcId: number, ears: Ears) {
    super(key, {
      ...MTProtoSender.DEFAULT_OPTIONS,
      logger: new Logger(LogLevel.NONE),
      dcId,
      retries: 1,
      reconnectRetries: 0,
      delay: 0,
      autoReconnect: false,
      isMainSender: true,
      securityChecks: true,
      updateCallback: (_client: unknown, update: unknown) => {
        if (!(update instanceof UpdateConnectionState)) ears.onUpdate(update);
        else if (update.state === UpdateConnectionState.broken) {
          ears.onLost({ code: "AUTH_REQUIRED" });
        }
      },
      onConnectionBreak: () => ears.onLost(LOST),
      // All that the sender asks of its client.
      client: { networkSocket: PromisedNetSockets, _errorHandler: ears.onError } as never,
      _exportedSenderPromises: new Map(),
    });
    this.#ears = ears;
  }

  override reconnect(): void {
    this.#ears.onLost(LOST);
  }

  override _handleRPCResult(message: Incoming): void {
    const { reqMsgId, error, body } = message.obj as Result;
    const state = this._pendingState.getAndDelete(reqMsgId);
    if (state === undefined) return;
    if (error) {
      state.resolve(refusal(error));
      return;
    }
    try {
      state.resolve({ answer: state.request.readResult(new BinaryReader(body)) } satisfies Reply);
    } catch (unreadable) {
      this.#ears.onError(unreadable);
      // A constructor of a layer that this version does not speak.
      state.resolve({ failure: upstream("UNKNOWN_CONSTRUCTOR") } satisfies Reply);
    }
  }
}

function refusal({ errorCode, errorMessage }: Api.RpcError): Reply {
  return { error: { code: errorCode, message: errorMessage } };
}

/** The address and port are the session's own; unencrypted packets do not leave. */
class EncryptedConnection extends ConnectionTCPFull {
  override async send(data: Buffer): Promise<void> {
    // A packet begins with the id of the key that encrypts it, and with 0 when none does.
    if (data.subarray(0, 8).every((byte) => byte === 0)) {
      throw new Error("Cannot send packet: it is not encrypted");
    }
    await super.send(data);
  }
}

/** Holds back, where every message is queued, what is not on the allow-list. */
function guard(internals: Internals, allowed: (bytes: Uint8Array) => string | undefined): void {
  const { _sendQueue: queue } = internals;
  const append = queue.append.bind(queue);
  queue.append = (state, ...rest) => {
    if (state !== undefined && allowed(state.data) === undefined) {
      throw new Error("Cannot send request: it is not on the allow-list");
    }
    append(state, ...rest);
  };
}

/** Makes the sender forget requests that nobody waits for. */
function forgetter(sender: MTProtoSender): (state: RequestState) => void {
  const forgotten = new WeakSet<RequestState>();
  const pending = sender._pendingState;
  const remember = pending.set.bind(pending);
  // A request is remembered only after it was encrypted: it may have been given up by then.
  pending.set = (id, state) => {
    if (!forgotten.has(state)) remember(id, state);
  };
  return (state) => {
    forgotten.add(state);
    if (state.msgId !== undefined) pending.delete(state.msgId);
  };
}

/**
 * Makes a connection, closed as yet.
 *
 * @param options Where to, with which key, and who hears of its end.
 */
export async function createSender(options: SenderOptions): Promise<Sender> {
  const { session } = options;
  const key = new AuthKey();
  await key.setKey(Buffer.from(session.auth_key.reveal(), "hex"));
  const library = new ReadOnlySender(key, session.dc_id, {
    onLost: (failure) => void end(failure),
    onError: (error) => {
      denied ||= error instanceof Deno.errors.NotCapable;
      options.onError(error);
    },
    onUpdate: options.onUpdate ?? (() => {}),
  });
  const socket = new EncryptedConnection({
    ip: session.address,
    port: session.port,
    dcId: session.dc_id,
    loggers: new Logger(LogLevel.NONE),
    socket: PromisedNetSockets,
    testServers: false,
  });
  const internals = library as unknown as Internals;
  guard(internals, options.allowed ?? allowedName);
  const forget = forgetter(library);
  const inFlight = new Set<RequestState>();
  const ended = Promise.withResolvers<Failure>();
  let denied = false;
  let reason: Failure | undefined;
  let closed: Promise<void> | undefined;

  function end(failure: Failure): Promise<void> {
    closed ??= close(failure);
    return closed;
  }

  async function close(failure: Failure): Promise<void> {
    reason = failure;
    ended.resolve(failure);
    for (const state of inFlight) state.resolve({ failure } satisfies Reply);
    options.onEnd(failure);
    await library.disconnect();
    // A socket that is still connecting is not the library's to close yet.
    await socket.socket.close();
  }

  async function connect(): Promise<Failure | undefined> {
    const connected = library.connect(socket, false);
    const outcome = await Promise.race([connected, ended.promise]);
    if (outcome === true) return reason;
    if (outcome !== false) return outcome;
    return disconnected(denied ? "NETWORK_NOT_PERMITTED" : "CONNECT_FAILED");
  }

  async function ask(request: Api.AnyRequest, signal: AbortSignal): Promise<Reply> {
    if (reason !== undefined) return { failure: reason };
    const state = new RequestState(request);
    const cancel = () => state.resolve({ failure: { code: "CANCELLED" } } satisfies Reply);
    library.addStateToQueue(state);
    inFlight.add(state);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      if (signal.aborted) cancel();
      return await state.promise as Reply;
    } finally {
      signal.removeEventListener("abort", cancel);
      inFlight.delete(state);
      forget(state);
    }
  }

  const remembered = () =>
    inFlight.size + library._pendingState.values().length +
    internals._sendQueue._pendingStates.length;
  return { connect, ask, end, remembered };
}
