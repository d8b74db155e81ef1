import assert from "node:assert/strict";
import { type TlReader, tlReader } from "../../../src/sandbox/mtproto/tl.ts";
import { type ByteWriter, createByteWriter } from "../../../src/sandbox/tl/byte_writer.ts";
import { hex } from "../mtproto/bytes.ts";
import { entriesOfJson, type Entry } from "./schema.ts";
import { type Read, readersOf } from "./schema_reader.ts";
import { writersOf } from "./schema_writer.ts";
import API from "./vectors/tl-schema-layer57.json" with { type: "json" };
import MTPROTO from "./vectors/tl-schema-mtproto57.json" with { type: "json" };
import CAPTURED from "./vectors/tl-vectors-layer57.json" with { type: "json" };

const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;

// Both schemas have a `message`; the API's is the one that is captured.
const ENTRIES: readonly Entry[] = [...entriesOfJson(MTPROTO), ...entriesOfJson(API)];
const utf8 = new TextDecoder();

/** This repository's reader under the old schema; numbers and names as the captures have them. */
const READERS = readersOf<TlReader>(ENTRIES, {
  byType: {
    int: (reader) => reader.int(),
    long: (reader) => String(reader.long()),
    string: (reader) => utf8.decode(reader.bytes()),
    bytes: (reader) => [...reader.bytes()],
    int128: (reader) => [...reader.raw(16)],
    int256: (reader) => [...reader.raw(32)],
    Bool: (reader) => reader.uint() === BOOL_TRUE,
  },
  uint: (reader) => reader.uint(),
  object: readObject,
  fieldName: (name) => name,
});

/** This repository's writer under the old schema. */
const WRITERS = writersOf<ByteWriter>(ENTRIES, {
  byType: {
    int: (out, value: number) => out.int(value),
    long: (out, value: string) => out.long(BigInt.asIntN(64, BigInt(value))),
    string: (out, value: string) => out.string(value),
    bytes: (out, value: number[]) => out.bytes(Uint8Array.from(value)),
    int128: writeRaw,
    int256: writeRaw,
    Bool: (out, value: boolean) => out.int(value ? BOOL_TRUE : BOOL_FALSE),
  },
  uint: (out, value) => out.int(value),
  object: (out, value) => writeObject(value as Read, out),
  fieldName: (name) => name,
});

function readObject(reader: TlReader): Read {
  const id = reader.uint();
  const read = READERS[id];
  if (read === undefined) throw new Error(`Cannot read object: no constructor ${id.toString(16)}`);
  return read(reader);
}

function writeObject(value: Read, out: ByteWriter): void {
  const write = WRITERS[value._];
  if (write === undefined) throw new Error(`Cannot write object: no constructor ${value._}`);
  write(out, value);
}

function writeRaw(out: ByteWriter, value: readonly number[]): void {
  const bytes = Uint8Array.from(value);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length; at += 4) out.int(view.getInt32(at, true));
}

/** Reads a whole capture; nothing may be left over. */
function readWhole(digits: string): Read {
  const reader = tlReader(hex(digits));
  const value = readObject(reader);
  assert.equal(reader.failed(), false);
  assert.equal(reader.remaining(), 0);
  return value;
}

const { channelMessages, msg_detailed_info, req_pq, req_DH_params, getHistory, getNearestDc } =
  CAPTURED.vectors;

for (
  const [name, { hex: digits, expected }] of Object.entries({
    channelMessages,
    msg_detailed_info,
    req_pq,
    req_DH_params,
  })
) {
  Deno.test(`tlReader() reads the captured ${name}`, () => {
    const { _, ...fields } = readWhole(digits);
    assert.deepEqual({ _: "", ...fields, ...expected }, { _: "", ...expected });
    assert.ok(_.endsWith(("_" in expected ? expected._ : name) as string), _);
  });

  Deno.test(`createByteWriter() writes the captured ${name} again`, () => {
    const out = createByteWriter();
    writeObject(readWhole(digits), out);
    assert.deepEqual(out.take(), hex(digits));
  });

  Deno.test(`tlReader() notices every way of cutting the captured ${name} short`, () => {
    const bytes = hex(digits);
    for (let length = 4; length < bytes.length; length += 4) {
      const reader = tlReader(bytes.subarray(0, length));
      try {
        readObject(reader);
      } catch {
        // Zeros in a constructor's place: the codec of this test gives up, the reader knows why.
      }
      assert.equal(reader.failed(), true, `${length}`);
    }
  });
}

Deno.test("tlReader() reads the captured getHistory, and it is written again", () => {
  const { peer, ...numbers } = readWhole(getHistory.hex);
  assert.deepEqual(peer, getHistory.expected.peer);
  assert.deepEqual(numbers, {
    _: "messages.getHistory",
    offset_id: 0,
    offset_date: 0,
    add_offset: 0,
    limit: 100,
    max_id: 0,
    min_id: 0,
  });
  const out = createByteWriter();
  writeObject({ ...numbers, peer } as Read, out);
  assert.deepEqual(out.take(), hex(getHistory.hex));
});

Deno.test("tlReader() reads the captured getNearestDc in both its wrappers", () => {
  const reader = tlReader(hex(getNearestDc.hex));
  assert.equal(reader.uint(), 0xda9b0d0d);
  assert.equal(reader.int(), 57);
  assert.equal(reader.uint(), 0x69796de9);
  assert.equal(reader.int(), 49631);
  const texts = [0, 1, 2, 3].map(() => utf8.decode(reader.bytes()));
  assert.deepEqual(texts, ["Unknown UserAgent", "Unknown Platform", "1.0.1", "en"]);
  assert.equal(reader.uint(), 0x1fb33026);
  assert.equal(reader.remaining(), 0);
});
