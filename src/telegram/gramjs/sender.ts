/**
 * One connection to one data centre over GramJS's `MTProtoSender`, with its traps closed. Everything
 * here is about that library; it is the only place that reaches into it.
 *
 * - It reconnects by itself after a second, with a timer nobody can stop: here a connection that ends
 *   has ended, and whoever needs it makes a new one.
 * - It never answers what was in flight when it was closed: here every request gets a reply.
 * - It remembers abandoned requests for ever, and decodes late answers to throw them away.
 * - It waits for a silent peer for ever: here the peer is asked for a sign of life, and given up.
 * - An error inside a container drops the answers behind it, because the handler throws.
 * - Its RPC errors mix free text into the names: here they are kept as they came.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api, AuthKey, bigInt, type MTProtoSender, RequestState } from "../../gramjs.ts";
import type { Failure } from "../../model/failure.ts";
import { silenceWatch } from "../silence.ts";
import type { Timer } from "../timeout.ts";
import type { Session } from "../session_string.ts";
import { allowedName } from "./allow_list.ts";
import type { Came, ContinuedSession } from "./continued_session.ts";
import { encryptedConnection } from "./encrypted_connection.ts";
import { disconnected } from "./failures.ts";
import { readIncoming } from "./incoming.ts";
import { type Internals, LOST, ReadOnlySender } from "./library_sender.ts";
import { packetOpener } from "./packets.ts";
import type { Reply, Request } from "./replies.ts";

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
  /** Hears that an update came, and of which constructor; the update itself is dropped unread. */
  readonly onUpdate?: (constructorId: number) => void;
  /** What went on before this connection; without it the connection begins a session of its own. */
  readonly continued?: ContinuedSession;
  /** Times a peer's silence; the runtime's by default. */
  readonly timer?: Timer | undefined;
}

/** What is shorter than a key's id is a transport error: core.telegram.org/mtproto/mtproto-transports */
const SHORTEST_PACKET = 8;
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

/** Opens and reads what comes instead of the library; `opened` hears of each sound packet. */
function takeOverReading(
  { _state: state, _handlers: handlers }: Internals,
  key: Buffer,
  { opened, onError }: { readonly opened: () => void } & Pick<SenderOptions, "onError">,
): void {
  const open = packetOpener(key);
  const isHandled = (id: number) => String(id) in handlers;
  const readTransportError = state.decryptMessageData.bind(state);
  state.decryptMessageData = async (packet) => {
    if (packet.length < SHORTEST_PACKET) return await readTransportError(packet);
    const { body, ...message } = open(packet, state.id);
    opened();
    return { ...message, obj: readIncoming(body, { isHandled, onError }) };
  };
}

/** What was received, as far as it may not have been acknowledged. */
function acksOf({ _lastAcks: sent, _pendingAck: waiting }: Internals): readonly unknown[] {
  return [...sent.flatMap(({ request }) => request.msgIds), ...waiting];
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
  const keyBytes = Buffer.from(session.auth_key.reveal(), "hex");
  const key = new AuthKey();
  await key.setKey(keyBytes);
  const library = new ReadOnlySender(key, session.dc_id, {
    onLost: (failure) => void end(failure),
    onLate: ({ body, reqMsgId }) => options.continued?.late(reqMsgId, body),
    onError: (error) => {
      denied ||= error instanceof Deno.errors.NotCapable;
      options.onError(error);
    },
    onUpdate: options.onUpdate ?? (() => {}),
  });
  const internals = library as unknown as Internals;
  guard(internals, options.allowed ?? allowedName);
  let came: Came = "nothing";
  takeOverReading(internals, keyBytes, {
    opened: () => came = "packets",
    onError: options.onError,
  });
  options.continued?.adopt(internals._state, internals._pendingAck);
  const watch = silenceWatch({
    ask: () => library.addStateToQueue(new RequestState(new Api.Ping({ pingId: bigInt(1) }))),
    gone: () => void end(LOST),
    timer: options.timer,
  });
  const socket = encryptedConnection(session, () => {
    if (came === "nothing") came = "part";
    watch.heard();
  });
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
    options.continued?.lost(inFlight);
    options.continued?.left(came, acksOf(internals));
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
    const refusal = options.continued?.refusal(request as Request);
    if (refusal !== undefined) return refusal;
    const state = new RequestState(request);
    const cancel = () => {
      options.continued?.lost([state]);
      state.resolve({ failure: { code: "CANCELLED" } } satisfies Reply);
    };
    library.addStateToQueue(state);
    inFlight.add(state);
    const endWait = watch.wait();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      if (signal.aborted) cancel();
      return await state.promise as Reply;
    } finally {
      signal.removeEventListener("abort", cancel);
      inFlight.delete(state);
      endWait();
      forget(state);
    }
  }

  const remembered = () =>
    inFlight.size + library._pendingState.values().length +
    internals._sendQueue._pendingStates.length;
  return { connect, ask, end, remembered };
}
