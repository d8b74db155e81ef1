/**
 * What a lease says on its port: one line of JSON to everybody who connects, then the end.
 *
 * @module
 */

/** Who stands for a session. `claiming`: is still looking whether somebody else does. */
export interface Claim {
  /** The session's fingerprint. */
  readonly session: string;
  readonly holder: string;
  readonly state: "claiming" | "held";
}

/** Who answers on a port: one of us, somebody else, or nobody. */
export type Who = Claim | "stranger" | "nobody";

/** A longer answer is a stranger's. */
const MAX_ANSWER_BYTES = 1024;

/** What we say of ourselves; anything longer or stranger is not repeated to anybody. */
const HOLDER = /^[A-Za-z0-9][A-Za-z0-9 ,.:_-]{0,79}$/;

/** A port that is held. */
export interface ClaimListener {
  /** Changes what is answered from now on. */
  set(claim: Claim): void;
  /** Gives the port back and waits for answers under way. Again: does nothing. */
  close(): Promise<void>;
}

/**
 * Holds a port and answers on it.
 *
 * @param port The port, on 127.0.0.1.
 * @param claim What to answer.
 * @returns The listener, or `undefined` when the port is taken.
 */
export function listen(port: number, claim: Claim): ClaimListener | undefined {
  const listener = bind(port);
  if (listener === undefined) return undefined;
  // A lease that nobody gives back must not keep a finished process alive.
  listener.unref();
  let current = claim;
  let closed = false;
  const serving = serve(listener, () => current);

  return {
    set: (next) => {
      current = next;
    },
    close: async () => {
      if (!closed) {
        // What is waited for has to count again.
        listener.ref();
        listener.close();
      }
      closed = true;
      await serving;
    },
  };
}

async function serve(listener: Deno.TcpListener, claim: () => Claim): Promise<void> {
  const answers = new Set<Promise<void>>();
  for await (const connection of listener) {
    const answer = tell(connection, claim()).finally(() => answers.delete(answer));
    answers.add(answer);
  }
  await Promise.all(answers);
}

function bind(port: number): Deno.TcpListener | undefined {
  try {
    return Deno.listen({ hostname: "127.0.0.1", port });
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return undefined;
    throw error;
  }
}

async function tell(connection: Deno.Conn, claim: Claim): Promise<void> {
  try {
    const line = JSON.stringify({ tgtk: 1, ...claim }) + "\n";
    await connection.write(new TextEncoder().encode(line));
  } catch {
    // Whoever asked has gone: nobody is left to be told.
  } finally {
    connection.close();
  }
}

/**
 * Asks who holds a port.
 *
 * @param port The port, on 127.0.0.1.
 * @param answerMs How long to wait for the answer, in milliseconds; a silent one is a stranger.
 */
export async function askWho(port: number, answerMs: number): Promise<Who> {
  const connection = await reach(port);
  if (connection === undefined) return "nobody";
  const timer = setTimeout(() => close(connection), answerMs);
  try {
    return claimOf(await readAnswer(connection)) ?? "stranger";
  } finally {
    clearTimeout(timer);
    close(connection);
  }
}

async function reach(port: number): Promise<Deno.Conn | undefined> {
  try {
    return await Deno.connect({ hostname: "127.0.0.1", port });
  } catch (error) {
    // A reset: the listener was closed while we were waiting in its queue.
    const { ConnectionRefused, ConnectionReset } = Deno.errors;
    if (error instanceof ConnectionRefused || error instanceof ConnectionReset) return undefined;
    throw error;
  }
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

/** Everything until the end, a break or the limit; a timer that closes the connection is a break. */
async function readAnswer(connection: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(MAX_ANSWER_BYTES);
  let length = 0;
  try {
    while (length < bytes.length) {
      const read = await connection.read(bytes.subarray(length));
      if (read === null) break;
      length += read;
    }
  } catch {
    // A reset or our own timer: what came until then is the answer.
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function claimOf(answer: string): Claim | undefined {
  const said = parsed(answer.split("\n")[0] ?? "");
  if (said?.tgtk !== 1 || typeof said.session !== "string") return undefined;
  if (said.state !== "claiming" && said.state !== "held") return undefined;
  const holder = HOLDER.test(String(said.holder)) ? String(said.holder) : "another tgtk process";
  return { session: said.session, holder, state: said.state };
}

function parsed(line: string): Partial<Record<keyof Claim | "tgtk", unknown>> | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
