/**
 * Installs the pre-commit hook, which runs the quick part of the gate: `deno task hooks`. A hook that
 * somebody else wrote stays as it is.
 *
 * @module
 */

const OURS = "tasks/pre_commit.sh";

async function git(...args: readonly string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command("git", { args: [...args] }).output();
  if (!success) throw new Error(`Cannot run git ${args.join(" ")}`);
  return new TextDecoder().decode(stdout).trim();
}

if (import.meta.main) {
  const path = `${await git("rev-parse", "--git-path", "hooks")}/pre-commit`;
  const hook = await Deno.readTextFile(new URL(`../${OURS}`, import.meta.url));
  const there = await Deno.readTextFile(path).catch(() => undefined);
  if (there !== undefined && there !== hook) {
    console.error(`Another hook is there already: expected none at ${path}`);
    Deno.exit(1);
  }
  await Deno.mkdir(path.replace(/\/[^/]+$/, ""), { recursive: true });
  await Deno.writeTextFile(path, hook, { mode: 0o755 });
  console.log(`Installed ${path}`);
}
