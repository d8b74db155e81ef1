/**
 * Calls end when the server does, and say so. One listener serves all calls: `AbortSignal.any` on a
 * signal that lives as long as the process would remember each of them.
 *
 * @module
 */

import type { Tool } from "../tools/tool.ts";

/** Ends calls with the server. */
export interface Cancelling {
  /** Ends work with the server, until it is done. */
  readonly until: <T>(ending: AbortController, work: () => Promise<T>) => Promise<T>;
  /** Tools whose calls end with the server, beside their own signal. */
  readonly cancellable: (tools: readonly Tool[]) => readonly Tool[];
}

/**
 * Begins to listen.
 *
 * @param cancelling Aborts when what is under way has to end.
 */
export function endingWith(cancelling: AbortSignal): Cancelling {
  const running = new Set<AbortController>();
  cancelling.addEventListener("abort", () => {
    for (const ending of running) ending.abort();
  });
  async function until<T>(ending: AbortController, work: () => Promise<T>): Promise<T> {
    if (cancelling.aborted) ending.abort();
    running.add(ending);
    try {
      return await work();
    } finally {
      running.delete(ending);
    }
  }
  return {
    until,
    cancellable: (tools) =>
      tools.map((tool) => ({
        ...tool,
        async handle(call) {
          const either = new AbortController();
          const abort = () => either.abort();
          call.signal.addEventListener("abort", abort);
          if (call.signal.aborted) abort();
          try {
            return await until(either, () => tool.handle({ ...call, signal: either.signal }));
          } finally {
            call.signal.removeEventListener("abort", abort);
          }
        },
      })),
  };
}
