/** What the tests of the loaders share. */

import { fileURLToPath } from "node:url";
import { Buffer } from "node:buffer";
import { Api, bigInt, BinaryReader } from "../../../../src/gramjs.ts";
import { loadWorld } from "../../../../src/sandbox/world/load/load_world.ts";
import type { World, WorldChat, WorldMessage } from "../../../../src/sandbox/world/world.ts";

/** A loaded world and what was reported about it. */
export interface Loaded {
  readonly world: World;
  readonly lines: readonly string[];
}

/** Loads a fixture of this folder. */
export function loadFixture(name: string): Promise<Loaded> {
  return load(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)));
}

/** Loads a text as a file of the given name. */
export async function loadText(text: string | Uint8Array, name = "some.json"): Promise<Loaded> {
  const folder = await Deno.makeTempDir();
  try {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    await Deno.writeFile(`${folder}/${name}`, bytes);
    return await load(`${folder}/${name}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function load(path: string): Promise<Loaded> {
  const lines: string[] = [];
  const world = await loadWorld(path, { report: (line) => lines.push(line) });
  return { world, lines };
}

/** Every message of a chat, oldest first. */
export function messagesOf(chat: WorldChat | undefined): WorldMessage[] {
  if (chat === undefined) return [];
  return Array.from({ length: chat.history.count }, (_, index) => chat.history.at(index));
}

/** A message by id as a plain value. */
export function plainMessage(chat: WorldChat | undefined, id: number): Record<string, unknown> {
  return plain(messagesOf(chat).find((message) => message.id === id)) as Record<string, unknown>;
}

/**
 * A GramJS object as a plain value: its class as `_`, longs as strings, bytes in hexadecimal, and
 * nothing of what is absent.
 */
export function plain(value: unknown): unknown {
  if (bigInt.isInstance(value)) return value.toString();
  if (Buffer.isBuffer(value)) return value.toString("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { className, originalArgs } = value as { className: string; originalArgs: object };
  const fields = Object.entries(originalArgs).filter(([, field]) => field !== undefined);
  return {
    _: className,
    ...Object.fromEntries(fields.map(([name, field]) => [name, plain(field)])),
  };
}

/**
 * Encodes an object and decodes it again.
 *
 * @returns What is wrong with it: GramJS prints type errors rather than throw them.
 */
export function encodingFaults(entity: { getBytes(): Uint8Array }): readonly string[] {
  const printed: string[] = [];
  const original = console.error;
  console.error = (...words: unknown[]) => void printed.push(words.map(String).join(" "));
  try {
    const bytes = Buffer.from(entity.getBytes());
    const decoded = new BinaryReader(bytes).tgReadObject() as { getBytes(): Uint8Array };
    return bytes.equals(decoded.getBytes()) ? printed : [...printed, "decodes to something else"];
  } finally {
    console.error = original;
  }
}

/** Everything of a world that is sent to clients. */
export function objectsOf(world: World): { getBytes(): Uint8Array }[] {
  return world.chats.flatMap((chat) => {
    const messages = messagesOf(chat);
    const senders = messages.flatMap(({ fromId }) => senderOf(world, fromId) ?? []);
    return [chat.entity, ...chat.topics ?? [], ...messages, ...senders];
  });
}

function senderOf(
  world: World,
  peer: Api.TypePeer | undefined,
): Api.User | Api.Channel | undefined {
  if (peer instanceof Api.PeerUser) return world.user(Number(peer.userId));
  return peer instanceof Api.PeerChannel ? world.channel(Number(peer.channelId)) : undefined;
}
