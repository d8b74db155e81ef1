import fc from "fast-check";
import assert from "node:assert/strict";
import { WorldFileError } from "../../../../src/sandbox/world/load/load_world.ts";
import { encodingFaults, loadText, objectsOf } from "./support.ts";

type Path = readonly string[];

const TEXTS = await Promise.all(
  ["sofa.raw.json", "old_layers.json", "club.result.json", "account.json"]
    .map((name) => Deno.readTextFile(new URL(`./fixtures/${name}`, import.meta.url))),
);
const PATHS = TEXTS.map((text) => pathsIn(JSON.parse(text)));

/** Values that are likely to be taken for something. */
const TELLING = [
  null,
  0,
  -1,
  1e20,
  2 ** 31,
  -1e12 - 5,
  "",
  "12345678901234567890",
  "user0",
  [],
  [[]],
  {},
  { _: "Message" },
  { _: "PeerUser" },
  { _: "PeerChannel", channel_id: -5 },
  { _: "MessageMediaPoll" },
  { _: "MessageMediaWebPage" },
  { _: "MessageActionStarGift" },
];

const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...TELLING));
const anyEdit = fc.record({
  place: fc.nat(),
  how: fc.constantFrom("set", "remove", "add"),
  value: anyValue,
});

Deno.test("loadWorld() survives whatever stands in a file's fields", async () => {
  const anyFile = fc.record({
    which: fc.nat(TEXTS.length - 1),
    edits: fc.array(anyEdit, { minLength: 1, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(anyFile, async ({ which, edits }) => {
      const file = JSON.parse(TEXTS[which] ?? "");
      const paths = PATHS[which] ?? [];
      for (const { place, how, value } of edits) {
        edit(file, paths[place % paths.length] ?? [], how, value);
      }
      await loadsOrRefuses(JSON.stringify(file));
    }),
    { numRuns: 150, seed: 1 },
  );
});

Deno.test("loadWorld() survives texts that break off, and stray characters", async () => {
  const anyText = fc.record({
    which: fc.nat(TEXTS.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    stray: fc.constantFrom(null, "", "}", "]", ",", '"', "\\", "\\x0", "[[[[", "\u0000", "{"),
  });
  await fc.assert(
    fc.asyncProperty(anyText, async ({ which, at, stray }) => {
      const text = TEXTS[which] ?? "";
      const place = Math.floor(at * text.length);
      await loadsOrRefuses(
        text.slice(0, place) + (stray === null ? "" : stray + text.slice(place + 1)),
      );
    }),
    { numRuns: 100, seed: 1 },
  );
});

/** A world whose every object can be encoded, or a WorldFileError of one sentence. */
async function loadsOrRefuses(text: string): Promise<void> {
  try {
    const { world } = await loadText(text);
    assert.deepEqual(objectsOf(world).flatMap(encodingFaults), []);
  } catch (error) {
    if (!(error instanceof WorldFileError)) throw error;
    assert.match(error.message, /^Cannot load some\.json: [^\n]+$/);
  }
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function edit(file: unknown, path: Path, how: string, value: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | null)?.[key],
    file,
  );
  const key = path.at(-1);
  if (typeof holder !== "object" || holder === null || key === undefined) return;
  if (how === "remove") Reflect.deleteProperty(holder, key);
  else Reflect.set(holder, how === "set" ? key : `${key}x`, value);
}
