/**
 * Asks the server on this machine whether it lives; the exit code tells. For images without a shell.
 *
 * @module
 */

const ADDRESS = Deno.args[0] ?? "http://127.0.0.1:9464/health";

try {
  const { ok } = await fetch(ADDRESS, { signal: AbortSignal.timeout(4000) });
  Deno.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(`Cannot reach ${ADDRESS}: ${error instanceof Error ? error.name : "no answer"}`);
  Deno.exitCode = 1;
}
