/** Exports by the program itself, which is killed again and again, and then let finish. */
import { join } from "node:path";
import { childEnv, ROOT, tgtk } from "./program.ts";

const CHAT = "@tgtk_news";

/** How an export went that was killed. */
export interface Killed {
  /** Kills that hit; the others came after the end. */
  readonly kills: number;
  /** As it was in the end. */
  readonly bytes: Uint8Array;
  /** What is in the folder in the end. */
  readonly names: readonly string[];
}

function spawn(file: string, format: string) {
  const args = ["export", CHAT, "--demo", "--format", format, "--out", file];
  // A window that has ended: what a run finds does not depend on when it runs.
  return new Deno.Command(Deno.execPath(), {
    args: tgtk(...args, "--from", "2024-01-01", "--to", "2025-12-31"),
    cwd: ROOT,
    env: childEnv(),
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
}

/**
 * Exports.
 *
 * @param format The format.
 * @param delays Milliseconds after which the program is killed, once for each.
 */
export async function killedExport(format: string, delays: readonly number[]): Promise<Killed> {
  const folder = await Deno.makeTempDir({ prefix: "tgtk_kill_" });
  const file = join(folder, "out");
  let kills = 0;
  try {
    for (const delay of delays) {
      const child = spawn(file, format);
      const timer = setTimeout(() => killIfThere(child), delay);
      const { signal } = await child.status;
      clearTimeout(timer);
      if (signal === "SIGKILL") kills += 1;
    }
    const { success } = await spawn(file, format).status;
    if (!success) throw new Error("Cannot export");
    return { kills, bytes: await Deno.readFile(file), names: namesIn(folder) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** It may have ended at this very moment. */
function killIfThere(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}
