/**
 * The world that `--world` names, or the sample.
 *
 * @module
 */

import type { World } from "../sandbox/world/world.ts";
import type { Flags } from "./command.ts";
import type { Io } from "./io.ts";

/**
 * Loads a world.
 *
 * @param flags `world` and `seed`, both optional.
 * @param io Where left-outs are reported.
 * @returns The world, or one sentence that says why the file cannot be used.
 */
export async function chosenWorld(
  flags: Flags,
  io: Io,
): Promise<{ readonly world: World } | { readonly error: string }> {
  if (typeof flags.world !== "string") {
    const { sampleWorld } = await import("../sandbox/world/sample/sample_world.ts");
    return { world: sampleWorld({ seed: Number(flags.seed ?? 1) }) };
  }
  const { loadWorld, WorldFileError } = await import("../sandbox/world/load/load_world.ts");
  try {
    return { world: await loadWorld(flags.world, { report: io.err }) };
  } catch (error) {
    if (error instanceof WorldFileError) return { error: error.message };
    throw error;
  }
}

/** The usernames of a world's public chats, without `@`. */
export function publicNames(world: World): readonly string[] {
  return world.chats.flatMap(({ entity }) =>
    entity.className === "Channel" && entity.username !== undefined ? [entity.username] : []
  );
}
