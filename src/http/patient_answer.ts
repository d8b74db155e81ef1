/**
 * An answer that takes its time becomes a stream of events. `Deno.serve` does not notice that a
 * client has gone while nothing is sent to it (Deno 2.9.6, when headers and body came in two
 * packets); and proxies drop connections that are silent for a minute.
 *
 * @module
 */

import { inTime } from "./in_time.ts";

/** Most answers are there by then; the others are worth a stream. */
const PATIENCE_MS = 200;
/** Between two signs of life. */
const SIGN_MS = 500;

/** Ends the work when nobody waits for it any more. */
export type Cancel = () => void;

/**
 * Waits for an answer, and becomes a stream if it does not come soon.
 *
 * @param answer JSON, or a stream of events already.
 * @param request Its signal aborts when the client has gone. It is looked at late, because it is dear.
 * @param cancel Ends the work.
 * @returns The answer itself, or a stream of events with it at its end.
 */
export async function patientAnswer(
  answer: Promise<Response>,
  request: Request,
  cancel: Cancel,
): Promise<Response> {
  const soon = await inTime(answer, PATIENCE_MS);
  if (soon !== undefined) return soon;
  if (request.signal.aborted) cancel();
  request.signal.addEventListener("abort", cancel);
  return streamOf(answer, cancel);
}

function streamOf(answer: Promise<Response>, cancel: Cancel): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const say = (text: string) => writer.write(new TextEncoder().encode(text));
  // A write that fails means that nobody reads: the stream's own end is heard below.
  const sign = () => void say(": working\n\n").catch(() => {});
  sign();
  const signs = setInterval(sign, SIGN_MS);
  writer.closed.catch(cancel).finally(() => clearInterval(signs));
  answer.then(async (response) => {
    clearInterval(signs);
    await say(await eventOf(response));
    await writer.close();
  }).catch((error) => writer.abort(error).catch(() => {}));
  return new Response(readable, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function eventOf(response: Response): Promise<string> {
  const text = await response.text();
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  return isStream || text === "" ? text : `event: message\ndata: ${text}\n\n`;
}
