/**
 * GramJS's `MTProtoSender` with its hooks taken over: where it would reconnect, throw or pass updates on,
 * it tells `sender.ts`.
 *
 * @module
 */

import type { Buffer } from "node:buffer";
import {
  Api,
  type AuthKey,
  bigInt,
  Logger,
  LogLevel,
  MTProtoSender,
  PromisedNetSockets,
  RequestState,
  UpdateConnectionState,
} from "../../gramjs.ts";
import type { Failure } from "../../model/failure.ts";
import type { LibraryState } from "./continued_session.ts";
import { disconnected, passing, upstream } from "./failures.ts";
import type { Incoming, IncomingObject, RpcResult } from "./incoming.ts";
import { readReply, type Reply } from "./replies.ts";

/** The connection is gone; the request may be made again. */
export const LOST = passing(disconnected("CONNECTION_LOST"));

/** What is private in GramJS and needed here. */
export interface Internals {
  readonly _sendQueue: {
    append(state?: RequestState, setReady?: boolean, atStart?: boolean): void;
    extend(states: readonly RequestState[]): void;
    readonly _pendingStates: readonly RequestState[];
  };
  readonly _state: LibraryState & {
    readonly id: RpcResult["reqMsgId"];
    readonly _lastMsgId: RpcResult["reqMsgId"];
    decryptMessageData(packet: Buffer): Promise<Incoming>;
    reset(): void;
    updateTimeOffset(serverMessageId: RpcResult["reqMsgId"]): void;
  };
  readonly _handlers: Readonly<Record<string, unknown>>;
  readonly _pendingAck: Set<unknown>;
  /** The last ten that were sent; nobody says whether they arrived. */
  readonly _lastAcks: readonly { readonly request: { readonly msgIds: readonly unknown[] } }[];
}

/** The library's type for what was read. */
type BadMessage = Parameters<MTProtoSender["_handleBadNotification"]>[0];

/** Codes of `bad_msg_notification`: core.telegram.org/mtproto/service_messages_about_messages */
const ID_TOO_LOW = 16;
const ID_TOO_HIGH = 17;
/** Notices in a row until the connection is given up. */
const MAX_MENDINGS = 5;

/** For one message: core.telegram.org/mtproto/service_messages_about_messages */
const NOTHING_KNOWN = "\x01";

/** Who the library's hooks report to. */
export interface Ears {
  onLost(failure: Failure): void;
  onLate(message: RpcResult): void;
  onError(error: unknown): void;
  onUpdate(constructorId: number): void;
}

/** The library's hooks are methods, so this has to be a class. */
export class ReadOnlySender extends MTProtoSender {
  readonly #ears: Ears;
  /** Notices that a message was bad, in a row. */
  #mendings = 0;
  /** The last message before the salt was last changed. */
  #salted = bigInt(0);

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
        const isState = update instanceof UpdateConnectionState;
        // Everything else is an update: dropped unread.
        if (isState && update.state === UpdateConnectionState.broken) {
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

  override _handleUpdate(message: { readonly obj: IncomingObject }): Promise<void> {
    this.#ears.onUpdate(message.obj.CONSTRUCTOR_ID);
    return Promise.resolve();
  }

  /** Of those sent before a salt was known, each is refused: they count as one. */
  override async _handleBadServerSalt(message: BadMessage): Promise<void> {
    const { badMsgId } = message.obj as Api.BadServerSalt;
    const { _state: state } = this as unknown as Internals;
    if (badMsgId.greater(this.#salted)) {
      this.#salted = state._lastMsgId;
      this.#mendings += 1;
    }
    if (this.#mendings > MAX_MENDINGS) return this.#ears.onLost(LOST);
    await super._handleBadServerSalt(message);
  }

  /**
   * An identifier that is too low is mended within the session. Anything else is not, for messages are
   * numbered in the order of their identifiers: the connection goes on with a new session.
   */
  override async _handleBadNotification(message: BadMessage): Promise<void> {
    this.#mendings += 1;
    if (this.#mendings > MAX_MENDINGS) return this.#ears.onLost(LOST);
    const { errorCode } = message.obj as Api.BadMsgNotification;
    if (errorCode === ID_TOO_LOW) return await super._handleBadNotification(message);
    const { _sendQueue: queue, _state: state } = this as unknown as Internals;
    if (errorCode === ID_TOO_HIGH) state.updateTimeOffset(message.msgId);
    state.reset();
    const unanswered = this._pendingState.values();
    this._pendingState.clear();
    queue.extend(unanswered);
  }

  /**
   * Questions about messages, and wishes for them again: we keep none. GramJS takes their identifiers
   * for a count.
   */
  override _handleStateForgotten({ msgId, obj }: BadMessage): Promise<void> {
    const { msgIds } = obj as Api.MsgsStateReq;
    const info = NOTHING_KNOWN.repeat(msgIds.length);
    this.addStateToQueue(new RequestState(new Api.MsgsStateInfo({ reqMsgId: msgId, info })));
    return Promise.resolve();
  }

  override _handleRPCResult(message: { readonly obj: IncomingObject }): void {
    const { reqMsgId, body } = message.obj as RpcResult;
    this.#mendings = 0;
    const state = this._pendingState.getAndDelete(reqMsgId);
    if (state === undefined) return this.#ears.onLate(message.obj as RpcResult);
    try {
      state.resolve(readReply(body, state.request));
    } catch (unreadable) {
      this.#ears.onError(unreadable);
      // A constructor of a layer that this version does not speak, or bytes that are not as it says.
      state.resolve({ failure: upstream("UNKNOWN_CONSTRUCTOR") } satisfies Reply);
    }
  }
}
