/**
 * What tasks write into documents looks as the gate's format step wants it.
 *
 * @module
 */

const ROOT = new URL("..", import.meta.url);

/** Formats as `deno fmt` does, so that the gate's format step agrees. */
export async function formatted(markdown: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "md", "-"],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(markdown));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout);
}
