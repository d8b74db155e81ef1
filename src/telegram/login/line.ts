/**
 * An encrypted connection to one data centre with a key that is nobody's yet.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import { introduction } from "../gramjs/connection.ts";
import { disconnected, rpcFailure } from "../gramjs/failures.ts";
import type { Reply } from "../gramjs/replies.ts";
import { createSender, type Sender } from "../gramjs/sender.ts";
import type { Session } from "../session_string.ts";
import { loginName } from "./allow_list.ts";
import { exchangeKey, type Place } from "./key_exchange.ts";

/** Who signs in, and how long that may take. */
export interface LineOptions {
  readonly api_id: number;
  /** Shown to the account's owner under "Devices". */
  readonly appVersion: string;
  /** For the key exchange and the first answer each, and for every later answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Somebody has accepted the login token. */
  readonly onAccepted: () => void;
}

/** A connection. */
export interface Line {
  /** Its key becomes the account's when somebody signs in. */
  readonly session: Session;
  /** Where data centres are. */
  readonly config: Api.Config;
  /** Telegram's clock, in Unix seconds. */
  now(): number;
  ask(request: Api.AnyRequest): Promise<Reply>;
  close(): Promise<void>;
}

const CLOSED = disconnected("CONNECTION_CLOSED");
/**
 * `updateShort` and `updates`. A key that is nobody's hears of its login token and of nothing else
 * (https://core.telegram.org/api/qr-login): what is in them need not be read.
 */
const UPDATES: ReadonlySet<number> = new Set([0x78d4dec1, 0x74ae4240]);

const TIMEOUT = disconnected("CONNECT_TIMEOUT");

/**
 * Connects: a key exchange, then the introduction.
 *
 * @param place The data centre.
 * @param options Who signs in.
 */
export async function openLine(place: Place, options: LineOptions): Promise<Outcome<Line>> {
  const session = await exchangeKey(place, options.timeoutMs);
  if (!session.ok) return session;
  const sender = await createSender({
    session: session.value,
    allowed: loginName,
    onEnd: () => {},
    onError: () => {},
    onUpdate: (constructorId) => {
      if (UPDATES.has(constructorId)) options.onAccepted();
    },
  });
  const failure = await timed(sender, options, () => sender.connect());
  if (failure !== undefined) return await sender.end(failure).then(() => fail(failure));
  const reply = await timed(sender, options, () => ask(sender, introduction(options)));
  if ("answer" in reply) {
    const config = reply.answer as Api.Config;
    const heardAt = performance.now();
    return succeed({
      session: session.value,
      config,
      now: () => config.date + Math.floor((performance.now() - heardAt) / 1000),
      ask: (request) => timed(sender, options, () => ask(sender, request)),
      close: () => sender.end(CLOSED),
    });
  }
  await sender.end(CLOSED);
  return fail("failure" in reply ? reply.failure : ofIntroduction(reply.error));
}

function ofIntroduction(error: Parameters<typeof rpcFailure>[0]): Failure {
  return rpcFailure(error, "help.getConfig");
}

function ask(sender: Sender, request: Api.AnyRequest): Promise<Reply> {
  return sender.ask(request, new AbortController().signal);
}

/** A silent data centre ends the connection, and with it whatever waits for an answer. */
async function timed<T>(
  sender: Sender,
  { timeoutMs }: LineOptions,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => void sender.end(TIMEOUT), timeoutMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
