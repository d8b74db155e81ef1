/**
 * Loads a real history: a Telegram Desktop export of a chat or of an account, or a dump of raw API
 * objects.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { World, WorldChat } from "../world.ts";
import { countBackdated } from "./falling_dates.ts";
import { countLeftOuts } from "./left_outs.ts";
import { madeUpLong, SELF_ID } from "./made_up.ts";
import { meetPeople, type People } from "./people.ts";
import { placeChats, type PlacedChat } from "./place_chats.ts";
import { serveChat } from "./serve_chat.ts";
import { peerKey, type WorldFile } from "./source.ts";
import { surveyFile } from "./survey_file.ts";
import { WorldFileError } from "./world_file_error.ts";

export { WorldFileError } from "./world_file_error.ts";

/** How to load a world. */
export interface LoadOptions {
  /**
   * Hears of what was left out, one sentence a kind, and of dates that fall as ids rise, one
   * sentence a chat; by default nobody does.
   */
  readonly report?: (line: string) => void;
}

/**
 * Loads a file as a world.
 *
 * Every channel and supergroup is public under the name that `chat_names.ts` gives, so that it
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
  const isLoaded = (id: number): boolean =>
    placed.some(({ peer }) => peer.type === "channel" && peer.id === id);
  const serving = { bytes: file.bytes, self, people, leftOuts, isLoaded };
  const chats = placed.flatMap((place): ServedChat[] => {
    const chat = serveChat(place, serving);
    if (chat === undefined) leftOuts.note("chat");
    return chat === undefined ? [] : [{ place, chat }];
  });
  if (chats.length === 0) {
    throw new WorldFileError(`Cannot load ${file.name}: expected messages, found none`);
  }
  const sentences = [...leftOuts.sentences(), ...chats.flatMap(fallingDates)];
  for (const sentence of sentences) options.report?.(`${file.name}: ${sentence}`);
  return worldOf(self, chats, people);
}

async function readFile(path: string): Promise<WorldFile> {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  try {
    return { name, bytes: await Deno.readFile(path) };
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "there is no such file"
      : "it cannot be read";
    // As it was given: a folder's path may end without a name.
    throw new WorldFileError(`Cannot load ${path}: ${reason}`, { cause });
  }
}

interface ServedChat {
  readonly place: PlacedChat;
  readonly chat: WorldChat;
}

function worldOf(self: Api.User, served: readonly ServedChat[], people: People): World {
  people.introduce(self);
  for (const { chat: { entity } } of served) {
    if (!(entity instanceof Api.Chat)) people.introduce(entity);
  }
  const byPeer = new Map(served.map(({ place, chat }) => [peerKey(place.peer), chat]));
  const byName = namesOf(served);
  return {
    self,
    chats: served.map(({ chat }) => chat),
    chat: (type, id) => byPeer.get(peerKey({ type, id })),
    user: people.user,
    channel: people.channel,
    byUsername: (username) => {
      const name = username.toLowerCase();
      return byName.get(name) ?? people.userNamed(name);
    },
  };
}

/** Only where dates rise can a page that begins at an instant be cut exactly. */
function fallingDates({ place: { name, peer }, chat }: ServedChat): readonly string[] {
  const count = countBackdated(chat.history);
  if (count === 0) return [];
  const messages = count === 1 ? "1 message is" : `${count} messages are`;
  const where = name === undefined ? `${peer.type} ${peer.id}` : `@${name.username}`;
  return [`${messages} dated before an earlier one in ${where}`];
}

/** Entities by name. A name goes before every alias, and among equals the first chat's. */
function namesOf(served: readonly ServedChat[]): ReadonlyMap<string, Api.Channel | Api.User> {
  const named = served.flatMap(({ place: { name }, chat: { entity } }) =>
    name === undefined || entity instanceof Api.Chat ? [] : [{ name, entity }]
  );
  return new Map([
    ...named.flatMap(({ name, entity }) => name.aliases.map((alias) => [alias, entity] as const)),
    ...named.map(({ name, entity }) => [name.username, entity] as const),
  ]);
}

function selfUser(): Api.User {
  return new Api.User({
    id: bigInt(SELF_ID),
    accessHash: madeUpLong(`user ${SELF_ID}`),
    self: true,
    firstName: "World",
    lastName: "Reader",
  });
}
