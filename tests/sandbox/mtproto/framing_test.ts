import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import type { Frame } from "../../../src/sandbox/mtproto/codec.ts";
import { createTransport } from "../../../src/sandbox/mtproto/framing.ts";
import { concatBytes } from "../../../src/sandbox/mtproto/tl.ts";
import { hex } from "./bytes.ts";

const FIRST = hex("0102030405060708 1112131415161718 21222324 a1a2a3a4");
const PLAIN = hex("0000000000000000 1112131415161718 04000000 a1a2a3a4");
/** 24 bytes and one block: what an encrypted message looks like. */
const SEALED = new Uint8Array(40).fill(9);

/** What a client sends for two payloads; the checksums are zlib's. */
const STREAMS = {
  abridged: concatBytes(hex("ef 06"), FIRST, hex("0a"), SEALED),
  intermediate: concatBytes(hex("eeeeeeee 18000000"), FIRST, hex("28000000"), SEALED),
  full: concatBytes(
    hex("24000000 00000000"),
    FIRST,
    hex("b46201cd"),
    hex("34000000 01000000"),
    SEALED,
    hex("be004209"),
  ),
};

const PADDED = concatBytes(
  hex("dddddddd 1b000000"),
  PLAIN,
  hex("010203"),
  hex("37000000"),
  SEALED,
  new Uint8Array(15).fill(1),
);

function payloadsOf(frames: readonly Frame[]): Uint8Array[] {
  return frames.map((frame) => {
    assert.equal(frame.kind, "payload");
    return frame.kind === "payload" ? frame.payload : new Uint8Array(0);
  });
}

function receiveAll(chunks: readonly Uint8Array[]): Frame[] {
  const transport = createTransport();
  const frames = chunks.flatMap((chunk) => transport.receive(chunk));
  transport.close();
  return frames;
}

function splits(stream: Uint8Array): Uint8Array[][] {
  return Array.from(stream, (_, at) => [stream.slice(0, at), stream.slice(at)]);
}

/** Hides a stream as a client does, with a header of ascending bytes. */
function obfuscate(tag: Uint8Array, stream: Uint8Array): Uint8Array {
  const header = Uint8Array.from({ length: 64 }, (_, index) => index + 1);
  header.set(tag, 56);
  const cipher = createCipheriv("aes-256-ctr", header.slice(8, 40), header.slice(40, 56));
  const encrypted = new Uint8Array(cipher.update(header));
  header.set(encrypted.subarray(56), 56);
  const hidden = new Uint8Array(cipher.update(stream));
  cipher.final();
  return concatBytes(header, hidden);
}

for (const [name, stream] of Object.entries(STREAMS)) {
  Deno.test(`createTransport() reads the ${name} transport cut at any byte`, () => {
    for (const chunks of splits(stream)) {
      assert.deepEqual(payloadsOf(receiveAll(chunks)), [FIRST, SEALED]);
    }
    const single = Array.from(stream, (byte) => new Uint8Array([byte]));
    assert.deepEqual(payloadsOf(receiveAll(single)), [FIRST, SEALED]);
  });
}

Deno.test("createTransport() reads the padded intermediate transport cut at any byte", () => {
  for (const chunks of splits(PADDED)) {
    assert.deepEqual(payloadsOf(receiveAll(chunks)), [PLAIN, SEALED]);
  }
});

for (
  const [name, tag, inner, expected] of [
    ["abridged", "efefefef", STREAMS.abridged.slice(1), FIRST],
    ["intermediate", "eeeeeeee", STREAMS.intermediate.slice(4), FIRST],
    ["padded", "dddddddd", PADDED.slice(4), PLAIN],
  ] as const
) {
  Deno.test(`createTransport() reads the obfuscated ${name} transport cut at any byte`, () => {
    for (const chunks of splits(obfuscate(hex(tag), inner))) {
      assert.deepEqual(payloadsOf(receiveAll(chunks)), [expected, SEALED]);
    }
  });
}

Deno.test("createTransport() answers in the transport it was spoken to", () => {
  const written = (stream: Uint8Array): Uint8Array[] => {
    const transport = createTransport();
    transport.receive(stream);
    return [transport.write(FIRST), transport.write(FIRST)];
  };
  assert.deepEqual(written(STREAMS.abridged)[1], concatBytes(hex("06"), FIRST));
  assert.deepEqual(written(STREAMS.intermediate)[1], concatBytes(hex("18000000"), FIRST));
  assert.deepEqual(
    written(STREAMS.full)[0],
    concatBytes(hex("24000000 00000000"), FIRST, hex("b46201cd")),
  );
  const padded = written(PADDED)[0]!;
  assert.deepEqual(padded.subarray(4, 28), FIRST);
  assert.equal(padded[0], padded.length - 4);
});

Deno.test("createTransport() writes long abridged payloads with a length of three bytes", () => {
  const transport = createTransport();
  transport.receive(hex("ef"));
  assert.deepEqual(transport.write(new Uint8Array(508)).subarray(0, 4), hex("7f 7f0000"));
  const long = concatBytes(hex("ef 7f 7f0000"), new Uint8Array(508).fill(3));
  assert.deepEqual(payloadsOf(receiveAll([long])), [new Uint8Array(508).fill(3)]);
});

Deno.test("createTransport() hears the wish for a quick acknowledgement and writes one", () => {
  const asked = (stream: Uint8Array): [boolean, Uint8Array | undefined] => {
    const transport = createTransport();
    const [frame] = transport.receive(stream);
    return [
      frame?.kind === "payload" && frame.wantsQuickAck,
      transport.quickAck(0x84030201),
    ];
  };
  assert.deepEqual(asked(concatBytes(hex("ef 86"), FIRST)), [true, hex("84030201")]);
  assert.deepEqual(asked(concatBytes(hex("eeeeeeee 18000080"), FIRST)), [true, hex("01020384")]);
  assert.deepEqual(asked(STREAMS.full), [false, undefined]);
});

for (
  const [problem, bytes, reason] of [
    ["a length that is no multiple of 4", "eeeeeeee 05000000", "length 5 is no multiple of 4"],
    ["a length beyond the limit", "eeeeeeee 00000070", "length 1879048192 is not in 4 to 2097152"],
    ["an empty abridged frame", "ef 00", "length 0 is not in 4 to 2097152"],
    ["a wrong checksum", "10000000 00000000 01020304 ffffffff", "CRC32 does not match"],
    ["a request of HTTP", "47455420 2f", "HTTP is not served here"],
  ] as const
) {
  Deno.test(`createTransport() refuses ${problem}`, () => {
    const expected = { kind: "broken", reason: `Cannot read frame: ${reason}` };
    assert.deepEqual(receiveAll([hex(bytes), hex("00")]), [expected]);
  });
}

Deno.test("createTransport() refuses a full frame out of sequence", () => {
  const frame = STREAMS.full.slice(0, 36);
  const [first, second] = receiveAll([frame, frame]);
  assert.equal(first?.kind, "payload");
  assert.deepEqual(second, {
    kind: "broken",
    reason: "Cannot read frame: sequence number 0 is not 1",
  });
});

Deno.test("createTransport() refuses a header that names no transport", () => {
  const [frame] = receiveAll([obfuscate(hex("01020304"), FIRST)]);
  assert.equal(frame?.kind, "broken");
});

Deno.test("createTransport() survives any bytes", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (chunks) => {
      receiveAll(chunks);
    }),
    { numRuns: 1000 },
  );
});
