import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { Api, bigInt } from "../../../../src/gramjs.ts";
import {
  filler,
  picture,
  SHORTEST_PICTURE,
} from "../../../../src/sandbox/services/files/picture.ts";
import type { World } from "../../../../src/sandbox/world/world.ts";
import { answerOf, ask } from "../../ask.ts";
import { channel, inputChannel, user, worldChat, worldOf } from "../../tiny_world.ts";
import { PHOTO, readingWorld } from "../reading_world.ts";

/** A world whose messages with files were served. */
async function served(): Promise<World> {
  const world = readingWorld();
  const request = new Api.messages.GetHistory({
    peer: inputChannel(2004),
    offsetId: 0,
    offsetDate: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
  await answerOf(request, { world });
  return world;
}

type PhotoFields = Partial<ConstructorParameters<typeof Api.InputPhotoFileLocation>[0]>;

function photo(fields: PhotoFields = {}): Api.InputPhotoFileLocation {
  const { id, accessHash, fileReference } = PHOTO;
  return new Api.InputPhotoFileLocation({
    id,
    accessHash,
    fileReference,
    thumbSize: "m",
    ...fields,
  });
}

function getFile(
  location: Api.TypeInputFileLocation,
  { offset = 0, limit = 65_536, precise = false } = {},
): Api.upload.GetFile {
  return new Api.upload.GetFile({ location, offset: bigInt(offset), limit, precise });
}

Deno.test("upload.getFile serves a photo of the size that its message gives", async () => {
  const world = await served();
  const file = await answerOf<Api.upload.File>(getFile(photo()), { world });
  assert.deepEqual([file.className, file.type.className, file.mtime], [
    "upload.File",
    "storage.FileJpeg",
    1_700_000_001,
  ]);
  assert.equal(file.bytes.length, 5_000);
  assert.deepEqual([...file.bytes.subarray(0, 2)], [0xff, 0xd8]);
  assert.deepEqual([...file.bytes.subarray(-2)], [0xff, 0xd9]);
});

Deno.test("upload.getFile serves parts that join to the whole", async () => {
  const world = await served();
  const location = photo({ thumbSize: "y" });
  const part = async (offset: number) =>
    (await answerOf<Api.upload.File>(getFile(location, { offset, limit: 8_192 }), { world })).bytes;
  const parts = [await part(0), await part(8_192), await part(16_384)];
  assert.deepEqual(parts.map(({ length }) => length), [8_192, 8_192, 3_616]);
  assert.deepEqual(Buffer.concat(parts), Buffer.from(picture(20_000)));
  assert.equal((await part(24_576)).length, 0);
});

Deno.test("upload.getFile serves documents as filler", async () => {
  const world = await served();
  const location = new Api.InputDocumentFileLocation({
    id: bigInt(910),
    accessHash: bigInt(911),
    fileReference: Buffer.from([4, 5, 6]),
    thumbSize: "",
  });
  const last = getFile(location, { offset: 8_192, limit: 4_096 });
  const file = await answerOf<Api.upload.File>(last, { world });
  assert.deepEqual(file.bytes, Buffer.from(filler(8_192, 1_808)));
});

Deno.test("upload.getFile refuses parts that are none", async () => {
  const world = await served();
  const refused = (part: Parameters<typeof getFile>[1]) => ask(getFile(photo(), part), { world });
  assert.equal(await refused({ offset: 1_024 }), "400 OFFSET_INVALID");
  assert.equal(await refused({ offset: -4_096 }), "400 OFFSET_INVALID");
  assert.equal(await refused({ limit: 0 }), "400 LIMIT_INVALID");
  assert.equal(await refused({ limit: 5_000 }), "400 LIMIT_INVALID");
  assert.equal(await refused({ limit: 12_288 }), "400 LIMIT_INVALID");
  assert.equal(await refused({ limit: 2 ** 21 }), "400 LIMIT_INVALID");
  assert.equal(await refused({ offset: 2 ** 20 - 4_096, limit: 8_192 }), "400 LIMIT_INVALID");
  const precise = { offset: 1_024, limit: 3_072, precise: true };
  const file = await answerOf<Api.upload.File>(getFile(photo(), precise), { world });
  assert.equal(file.bytes.length, 3_072);
});

Deno.test("upload.getFile refuses locations that are wrong or too old", async () => {
  const world = await served();
  const refused = (location: Api.TypeInputFileLocation) => ask(getFile(location), { world });
  assert.equal(await refused(photo({ accessHash: bigInt(1) })), "400 LOCATION_INVALID");
  assert.equal(await refused(photo({ thumbSize: "i" })), "400 LOCATION_INVALID");
  assert.equal(await refused(photo({ thumbSize: "" })), "400 LOCATION_INVALID");
  assert.equal(await refused(new Api.InputTakeoutFileLocation()), "400 LOCATION_INVALID");
  const empty = photo({ fileReference: Buffer.alloc(0) });
  assert.equal(await refused(empty), "400 FILE_REFERENCE_EMPTY");
  const old = photo({ fileReference: Buffer.from([9]) });
  assert.equal(await refused(old), "400 FILE_REFERENCE_EXPIRED");
  const unseen = { world: readingWorld() };
  assert.equal(await ask(getFile(photo()), unseen), "400 FILE_REFERENCE_EXPIRED");
});

Deno.test("upload.getFile serves a chat's photo", async () => {
  const entity = channel(1, "Pictured", {
    username: "pictured",
    photo: new Api.ChatPhoto({ photoId: bigInt(55), dcId: 2 }),
  });
  const world = worldOf({ self: user(10, "Self"), users: [], chats: [worldChat(entity, [])] });
  const at = (photoId: number, peer = inputChannel(1)) =>
    new Api.InputPeerPhotoFileLocation({ peer, photoId: bigInt(photoId), big: true });
  const file = await answerOf<Api.upload.File>(getFile(at(55)), { world });
  assert.equal(file.bytes.length, 20_000);
  assert.equal(await ask(getFile(at(56)), { world }), "400 LOCATION_INVALID");
  assert.equal(await ask(getFile(at(55, inputChannel(1, 1))), { world }), "400 CHANNEL_INVALID");
});

Deno.test("picture() has every size from the shortest on", () => {
  for (const size of [SHORTEST_PICTURE, SHORTEST_PICTURE + 4, 1_000, 65_537, 70_000, 420_000]) {
    assert.equal(picture(size).length, size);
  }
  // Two segments of comments must share what is left.
  const twice = SHORTEST_PICTURE + 65_537 + 2;
  assert.equal(picture(twice).length, twice);
  assert.equal(picture(3).length, SHORTEST_PICTURE);
  assert.equal(picture(SHORTEST_PICTURE + 1).length, SHORTEST_PICTURE + 4);
});
