/** Ports for leases of tests that run side by side. */

/** Eight ports that are free now. */
export function freeRange(): number {
  for (let attempt = 0; attempt < 100; attempt++) {
    const base = 10_000 + Math.floor(Math.random() * 20_000);
    if (range(base).every(isFree)) return base;
  }
  throw new Error("Cannot find eight free ports");
}

/** The ports that begin with one. */
export function range(base: number): readonly number[] {
  return Array.from({ length: 8 }, (_, index) => base + index);
}

/** Whether nobody listens on a port. */
export function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}
