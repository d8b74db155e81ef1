/**
 * A client's session: what it has sent, what it has yet to acknowledge, and the connections it is
 * reached by.
 *
 * @see https://core.telegram.org/mtproto/description#session
 * @module
 */

import type { AuthKey } from "./auth_keys.ts";
import { sealMessage } from "./encryption.ts";
import type { Link } from "./link.ts";
import type { ServerMessageKind } from "./message_ids.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { createReceivedMessages, type ReceivedMessages } from "./received_messages.ts";
import { currentSalt } from "./salts.ts";
import { container, messagesAck, type NumberedMessage } from "./service_messages.ts";

/** A query that is not answered within this time is acknowledged first. */
const ACK_DELAY_MS = 100;
/** Limits of the containers sent. */
const MAX_CONTAINER_MESSAGES = 100;
const MAX_CONTAINER_BYTES = 1 << 19;

/** What a session needs of the server. */
export interface SessionContext {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly nextMessageId: (kind: ServerMessageKind) => bigint;
}

/** How a message is sent. */
export interface SendOptions {
  readonly kind: ServerMessageKind;
  /** Whether the client has to acknowledge it. */
  readonly isContentRelated: boolean;
  /** The client's message that this one answers: it needs no other acknowledgement. */
  readonly requestId?: bigint;
  /** Preferred connection; the newest one otherwise. */
  readonly link?: Link;
}

/** One session. */
export interface Session {
  readonly key: AuthKey;
  readonly id: bigint;
  readonly received: ReceivedMessages;
  readonly outbox: Outbox;
  /** Identifiers of the queries being worked on. */
  readonly running: Set<bigint>;
  /** Whether a call asked for updates last. */
  receivesUpdates: boolean;
  /** Whether the client was told that this session is new. */
  isAnnounced: boolean;
  /** The newest open connection. */
  link(): Link | undefined;
  /** Makes a connection one of the session's; sends it what other connections did not deliver. */
  attach(link: Link): void;
  /** Ends its part in the session; what it did not deliver goes over another connection, if one is open. */
  detach(link: Link): void;
  send(body: Uint8Array, options: SendOptions): void;
  /** Sends a message again, unless it is about to be sent anyway. */
  resend(msgId: bigint, link: Link): void;
  /** Has a message acknowledged, unless it is answered soon. */
  acknowledge(msgId: bigint): void;
  /** Sends at once what waits for the end of this turn. */
  flush(): void;
}

interface Queued {
  readonly message: NumberedMessage;
  readonly isRepeated: boolean;
}

/** Makes a session that has no connection yet. */
export function createSession(key: AuthKey, id: bigint, context: SessionContext): Session {
  const links = new Set<Link>();
  const queues = new Map<Link, Queued[]>();
  const outbox = createOutbox();
  const unacknowledged = new Set<bigint>();
  let ackTimer: ReturnType<typeof setTimeout> | undefined;
  let contentCount = 0;

  const number = (
    body: Uint8Array,
    { kind, isContentRelated }: Pick<SendOptions, "kind" | "isContentRelated">,
  ): NumberedMessage => {
    const seqNo = isContentRelated ? 2 * contentCount++ + 1 : 2 * contentCount;
    return { msgId: context.nextMessageId(kind), seqNo, body };
  };
  const seal = (message: NumberedMessage): Uint8Array => {
    const salt = currentSalt(key, context.clock());
    return sealMessage(key, { ...message, salt, sessionId: id }, "server");
  };
  const flush = (): void => {
    const taken = [...queues];
    queues.clear();
    for (const [link, queue] of taken) {
      for (const group of groupsOf(queue)) {
        link.send(seal(isPlain(group) ? group[0]!.message : wrap(group)));
      }
    }
  };
  const wrap = (group: readonly Queued[]): NumberedMessage =>
    number(container(group.map(({ message }) => message)), {
      kind: "other",
      isContentRelated: false,
    });
  const enqueue = (link: Link, queued: Queued): void => {
    if (queues.size === 0) queueMicrotask(flush);
    const queue = queues.get(link);
    if (queue === undefined) queues.set(link, [queued]);
    else queue.push(queued);
  };
  const newest = (): Link | undefined => [...links].findLast((link) => link.isOpen());
  const stopAckTimer = (): void => {
    clearTimeout(ackTimer);
    ackTimer = undefined;
  };
  const sendAcks = (): void => {
    ackTimer = undefined;
    if (unacknowledged.size === 0) return;
    const body = messagesAck([...unacknowledged]);
    unacknowledged.clear();
    session.send(body, { kind: "other", isContentRelated: false });
  };

  const resendStranded = (link: Link): void => {
    for (const { message } of outbox.stranded()) session.resend(message.msgId, link);
  };

  const session: Session = {
    key,
    id,
    received: createReceivedMessages(),
    outbox,
    running: new Set(),
    receivesUpdates: false,
    isAnnounced: false,
    link: newest,
    flush,
    attach(link) {
      if (links.has(link)) return;
      links.add(link);
      resendStranded(link);
    },
    detach(link) {
      links.delete(link);
      queues.delete(link);
      if (links.size === 0) stopAckTimer();
      const other = newest();
      if (other !== undefined) resendStranded(other);
    },
    send(body, options) {
      const message = number(body, options);
      const { requestId } = options;
      const link = options.link?.isOpen() ? options.link : newest();
      if (requestId !== undefined) unacknowledged.delete(requestId);
      if (options.isContentRelated) {
        outbox.put({ message, link, ...(requestId === undefined ? {} : { requestId }) });
      }
      if (link !== undefined) enqueue(link, { message, isRepeated: false });
    },
    resend(msgId, link) {
      const entry = outbox.get(msgId);
      const isQueued = queues.get(link)?.some(({ message }) => message.msgId === msgId) ?? false;
      if (entry === undefined || isQueued) return;
      entry.link = link;
      enqueue(link, { message: entry.message, isRepeated: true });
    },
    acknowledge(msgId) {
      unacknowledged.add(msgId);
      ackTimer ??= setTimeout(sendAcks, ACK_DELAY_MS);
    },
  };
  return session;
}

/** A repeated message keeps its identifier, which may be old by now: a container makes it acceptable. */
function isPlain(group: readonly Queued[]): boolean {
  return group.length === 1 && !group[0]!.isRepeated;
}

function groupsOf(queue: readonly Queued[]): Queued[][] {
  const groups: Queued[][] = [];
  let bytes = Infinity;
  for (const queued of queue) {
    const size = queued.message.body.length;
    const group = groups.at(-1);
    const fits = group !== undefined && group.length < MAX_CONTAINER_MESSAGES &&
      bytes + size <= MAX_CONTAINER_BYTES;
    if (fits) group.push(queued);
    else groups.push([queued]);
    bytes = fits ? bytes + size : size;
  }
  return groups;
}
