/** Programs of the operating system, and this checkout. */

/** This checkout. */
export const ROOT = new URL("../../", import.meta.url).pathname;

/** How a program ended, and what it said on both streams. */
export interface Said {
  readonly code: number;
  readonly text: string;
}

/** Runs a program to its end, in the checkout unless told otherwise. */
export async function said(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Said> {
  const { code, stderr, stdout } = await new Deno.Command(program, {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
    ...options,
  }).output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return { code, text };
}

/** A port that nothing listens on. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

/** Waits until a check holds; who waits for a daemon has nothing else to go by. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain: ${what}`);
}
