/**
 * Waiting that can be called off.
 *
 * @module
 */

/** Timers that end together. */
export interface Delays {
  /** Waits; resolves to false if it was called off. */
  wait(milliseconds: number): Promise<boolean>;
  /** Calls off every wait, those to come included. */
  cancel(): void;
}

/** Makes an empty set of timers. */
export function createDelays(): Delays {
  const waits = new Map<ReturnType<typeof setTimeout>, (isOver: boolean) => void>();
  let isCancelled = false;
  return {
    wait(milliseconds) {
      if (isCancelled || milliseconds <= 0) return Promise.resolve(!isCancelled);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => {
        waits.delete(timer);
        resolve(true);
      }, milliseconds);
      waits.set(timer, resolve);
      return promise;
    },
    cancel() {
      isCancelled = true;
      for (const [timer, resolve] of waits) {
        clearTimeout(timer);
        resolve(false);
      }
      waits.clear();
    },
  };
}
