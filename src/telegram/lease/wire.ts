/**
 * A lease's port from outside: who holds it, and being served by who holds it.
 *
 * @module
 */

import { closeQuietly } from "../close_quietly.ts";
import { type LeaseKey, newNonce } from "./key.ts";
import {
  type ClaimLine,
  type ClaimState,
  claimWords,
  parseClaim,
  readLine,
  writeHello,
  writeLine,
} from "./line.ts";
import { type Channel, sealedChannel } from "./sealed_channel.ts";

/** Who stands for a session. */
export interface Claim {
  /** It is our session: the holder has proved it. */
  readonly isOurs: boolean;
  readonly holder: string;
  readonly state: ClaimState;
}

/**
 * Who is on a port: one of us, somebody else, nobody, or somebody who does not answer in time: it may be
 * one of us that was stopped, and still has its connection to Telegram.
 */
export type Who = Claim | "stranger" | "silent" | "nobody";

/** Asking one port. */
export interface Question {
  readonly port: number;
  readonly key: LeaseKey;
  /** How long to wait for the answer, in milliseconds. */
  readonly answerMs: number;
}

const WELCOMES = ["joined", "other_settings", "alone", "later"] as const;

/**
 * What a holder answers to one who has proved to know the session. `other_settings`: it would answer
 * under another policy; `alone`: it serves nobody; `later`: it is just beginning or ending.
 */
export type Welcome = (typeof WELCOMES)[number];

/** A holder of our session, and what it says to us. */
export interface Joined {
  readonly holder: string;
  readonly welcome: Welcome;
  /** Open when we are served. */
  readonly channel: Channel;
}

/** What a holder says after its line is short. */
const MAX_WELCOME_BYTES = 64;

/**
 * Asks who holds a port.
 *
 * @param question The port, and what we know.
 */
export async function askWho(question: Question): Promise<Who> {
  return await converse(question, (met) => {
    closeQuietly(met.connection);
    return Promise.resolve(met.claim);
  });
}

/**
 * Asks who holds a port to serve us, if it holds our session.
 *
 * @param question The port, and what we know.
 * @param settings A digest of the settings that we want to be served under.
 * @returns What it says; `undefined` when it does not hold our session, is silent, or broke off.
 */
export async function askToJoin(
  question: Question,
  settings: string,
): Promise<Joined | undefined> {
  const joined = await converse(question, async ({ connection, claim, nonces }) => {
    const keys = await question.key.conversation([String(question.port), ...nonces]);
    const channel = sealedChannel(connection, { seal: keys.asker, open: keys.holder });
    const welcome = claim.isOurs ? await welcomeOn(channel, settings) : undefined;
    if (welcome !== "joined") channel.close();
    return welcome && { channel, holder: claim.holder, welcome };
  });
  return typeof joined === "object" ? joined : undefined;
}

async function welcomeOn(channel: Channel, settings: string): Promise<Welcome | undefined> {
  await channel.send(settings);
  const said = await channel.receive(MAX_WELCOME_BYTES);
  return WELCOMES.find((welcome) => welcome === said);
}

/** A holder that has said its line. */
interface Met {
  readonly connection: Deno.TcpConn;
  readonly claim: Claim;
  readonly nonces: readonly [asker: string, holder: string];
}

/** Opens a conversation and goes on with it, all in the given time. */
async function converse<Result>(
  question: Question,
  goOn: (met: Met) => Promise<Result>,
): Promise<Result | Exclude<Who, Claim>> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), question.answerMs);
  try {
    const connection = await reach(question.port, late.signal);
    if (typeof connection === "string") return connection;
    late.signal.addEventListener("abort", () => closeQuietly(connection), { once: true });
    const met = await meet(connection, question);
    if (met !== undefined) return await goOn(met);
    closeQuietly(connection);
    return late.signal.aborted ? "silent" : "stranger";
  } finally {
    clearTimeout(timer);
  }
}

async function meet(connection: Deno.TcpConn, question: Question): Promise<Met | undefined> {
  const nonce = newNonce();
  if (!await writeLine(connection, writeHello(nonce))) return undefined;
  const line = parseClaim(await readLine(connection));
  if (line === undefined) return undefined;
  const { holder, state } = line;
  const isOurs = await isOurSession(question, nonce, line);
  return { connection, claim: { holder, state, isOurs }, nonces: [nonce, line.nonce] };
}

function isOurSession({ key, port }: Question, nonce: string, line: ClaimLine): Promise<boolean> {
  return key.isProof(claimWords(port, nonce, line), line.proof);
}

async function reach(
  port: number,
  signal: AbortSignal,
): Promise<Deno.TcpConn | "silent" | "nobody"> {
  try {
    return await Deno.connect({ hostname: "127.0.0.1", port, signal });
  } catch (error) {
    // Who was stopped long ago lets nobody in any more: its queue is full.
    if (signal.aborted) return "silent";
    // A reset: the listener was closed while we were waiting in its queue.
    const { ConnectionRefused, ConnectionReset } = Deno.errors;
    if (error instanceof ConnectionRefused || error instanceof ConnectionReset) return "nobody";
    throw error;
  }
}
