/**
 * Loads a real history: a Telegram Desktop export of a chat or of an account, or a dump of raw API
 * objects.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { World, WorldChat } from "../world.ts";
import { chatName } from "./chat_names.ts";
import { countLeftOuts } from "./left_outs.ts";
import { madeUpLong, SELF_ID } from "./made_up.ts";
import { meetPeople, type People } from "./people.ts";
import { placeChats } from "./place_chats.ts";
import { serveChat } from "./serve_chat.ts";
import { peerKey, type WorldFile } from "./source.ts";
import { surveyFile } from "./survey_file.ts";
import { WorldFileError } from "./world_file_error.ts";

export { WorldFileError } from "./world_file_error.ts";

/** How to load a world. */
export interface LoadOptions {
  /** Hears of what was left out, one sentence a kind; by default nobody does. */
  readonly report?: (line: string) => void;
}

/**
 * Loads a file as a world.
 *
 * Every channel and supergroup is public under the name that {@linkcode chatName} gives, so that it
 * can be read; so are basic groups, which are served as supergroups, because Telegram has no public
 * basic groups. A basic group that became a supergroup of the same file stays one, and is found
 * through it. A private dialog is served as one, its name leading to the other user. What the
 * file leaves out is made up, the same at each loading.
 *
 * @param path The file. Its name up to the first dot names the chat.
 * @param options Who hears of what was left out.
 * @returns The world. Its histories hold the file's bytes, and make messages as they are asked for.
 * @throws {WorldFileError} If the file cannot be read, is not JSON, or holds no message of either
 * layout. The message is fit to be shown.
 *
 * @example A file that is missing
 * ```ts
 * import { loadWorld, WorldFileError } from "./load_world.ts";
 * import assert from "node:assert/strict";
 *
 * await assert.rejects(loadWorld("./missing.json"), WorldFileError);
 * ```
 */
export async function loadWorld(path: string, options: LoadOptions = {}): Promise<World> {
  const file = await readFile(path);
  const leftOuts = countLeftOuts();
  const people = meetPeople();
  const self = selfUser();
  const placed = placeChats(surveyFile(file, people, leftOuts), file.name);
  const serving = { bytes: file.bytes, self, people, leftOuts };
  const chats = placed.flatMap((served) => {
    const chat = serveChat(served, serving);
    if (chat === undefined) leftOuts.note("chat");
    return chat === undefined ? [] : [chat];
  });
  if (chats.length === 0) throw new WorldFileError(`Cannot load ${file.name}: expected messages, found none`);
  for (const sentence of leftOuts.sentences()) options.report?.(`${file.name}: ${sentence}`);
  return worldOf(file.name, self, chats, people);
}

async function readFile(path: string): Promise<WorldFile> {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  try {
    return { name, bytes: await Deno.readFile(path) };
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound ? "there is no such file" : "it cannot be read";
    throw new WorldFileError(`Cannot load ${name}: ${reason}`, { cause });
  }
}
