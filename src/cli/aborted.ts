/**
 * Waits for a signal.
 *
 * @module
 */

/**
 * Resolves when a signal aborts.
 *
 * @param signal The signal.
 */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
}
