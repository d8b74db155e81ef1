/**
 * What operators and their machines ask: alive, ready, metrics.
 *
 * @module
 */

import type { Metrics } from "./deps.ts";
import type { Readiness } from "../model/readiness.ts";

/**
 * Says that the process lives.
 *
 * @returns 200.
 */
export function healthAnswer(): Response {
  return Response.json({ status: "ok" });
}

/**
 * Says whether tools can answer now.
 *
 * @param ready Finds out.
 * @param stopping Aborts when the server begins to end.
 * @param isTold Whether the one who asks may know what is missing.
 * @returns 200, or 503 with what is missing.
 */
export async function readyAnswer(
  ready: () => Promise<Readiness>,
  stopping: AbortSignal,
  isTold: boolean,
): Promise<Response> {
  const found = stopping.aborted ? ENDING : await ready();
  const status = found.ready ? 200 : 503;
  return Response.json(isTold ? found : { ready: found.ready }, { status });
}

const ENDING: Readiness = { ready: false, problems: ["The server is ending."] };

/**
 * Tells the metrics.
 *
 * @param metrics What is told.
 * @returns 200.
 */
export async function metricsAnswer({ contentType, text }: Metrics): Promise<Response> {
  return new Response(await text(), { headers: { "content-type": contentType } });
}
