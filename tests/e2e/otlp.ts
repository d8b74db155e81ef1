/**
 * A collector that understands OTLP over HTTP, as JSON and as Protocol Buffers
 * (https://github.com/open-telemetry/opentelemetry-proto/blob/v1.3.2/opentelemetry/proto/trace/v1/trace.proto).
 */
import assert from "node:assert/strict";

export type Value = string | number | boolean;

/** A span as it arrived; ids in hexadecimal. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
}

export interface Collector extends AsyncDisposable {
  readonly endpoint: string;
  /** In the order in which they began. */
  readonly spans: () => readonly CollectedSpan[];
  /** Every byte that arrived, as Latin-1. */
  readonly everything: () => string;
}

/** Listens on a free port of loopback. */
export function collect(): Collector {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const body = await request.bytes();
    bodies.push(Array.from(body, (byte) => String.fromCharCode(byte)).join(""));
    const isJson = request.headers.get("content-type") === "application/json";
    if (new URL(request.url).pathname === "/v1/traces") {
      spans.push(...(isJson ? fromJson(new TextDecoder().decode(body)) : fromProtobuf(body)));
    }
    return new Response(isJson ? "{}" : new Uint8Array(), {
      headers: { "content-type": isJson ? "application/json" : "application/x-protobuf" },
    });
  });
  return {
    endpoint: `http://127.0.0.1:${server.addr.port}`,
    spans: () => spans.toSorted((a, b) => Number(a.startNs - b.startNs)),
    everything: () => bodies.join("\n"),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

// deno-lint-ignore no-explicit-any -- the shapes are those of the specification
type Json = any;

function fromJson(text: string): readonly CollectedSpan[] {
  const scopes = JSON.parse(text).resourceSpans.flatMap((each: Json) => each.scopeSpans);
  return scopes.flatMap((each: Json) => each.spans).map((span: Json) => ({
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    traceState: span.traceState,
    name: span.name,
    kind: span.kind,
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
    attributes: Object.fromEntries(
      span.attributes.map(({ key, value }: Json) => [key, Object.values(value)[0]]),
    ),
    links: span.links.map(({ spanId, traceId }: Json) => ({ traceId, spanId })),
    status: { code: span.status.code ?? 0, message: span.status.message ?? "" },
  }));
}

/** A message's fields by number: varints and fixed numbers as bigint, everything else as bytes. */
type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

/** https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n;; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const READ: Readonly<Record<string, () => bigint | Uint8Array>> = {
    "0": varint,
    "1": () => view.getBigUint64((at += 8) - 8, true),
    "2": () => {
      const length = Number(varint());
      assert.ok(at + length <= bytes.length, "a field is longer than its message");
      return bytes.subarray(at, at += length);
    },
    "5": () => BigInt(view.getUint32((at += 4) - 4, true)),
  };
  while (at < bytes.length) {
    const tag = varint();
    const read = READ[String(tag & 7n)];
    assert.ok(read, `wire type ${tag & 7n} is unknown`);
    const number = Number(tag >> 3n);
    fields.set(number, [...fields.get(number) ?? [], read()]);
  }
  return fields;
}

const messages = (fields: Fields, number: number): readonly Fields[] =>
  (fields.get(number) ?? []).map((each) => fieldsOf(each as Uint8Array));
const bytesOf = (fields: Fields, number: number): Uint8Array =>
  (fields.get(number)?.[0] ?? new Uint8Array()) as Uint8Array;
const hex = (fields: Fields, number: number): string => bytesOf(fields, number).toHex();
const text = (fields: Fields, number: number): string =>
  new TextDecoder().decode(bytesOf(fields, number));
const numberOf = (fields: Fields, number: number): bigint =>
  (fields.get(number)?.[0] ?? 0n) as bigint;

function fromProtobuf(body: Uint8Array): readonly CollectedSpan[] {
  const scopes = messages(fieldsOf(body), 1).flatMap((resource) => messages(resource, 2));
  return scopes.flatMap((scope) => messages(scope, 2)).map((span) => {
    const [status = new Map()] = messages(span, 15);
    return {
      traceId: hex(span, 1),
      spanId: hex(span, 2),
      parentSpanId: hex(span, 4),
      traceState: text(span, 3),
      name: text(span, 5),
      kind: Number(numberOf(span, 6)),
      startNs: numberOf(span, 7),
      endNs: numberOf(span, 8),
      attributes: Object.fromEntries(
        messages(span, 9).map((each) => [text(each, 1), valueOf(messages(each, 2)[0]!)]),
      ),
      links: messages(span, 13).map((link) => ({ traceId: hex(link, 1), spanId: hex(link, 2) })),
      status: { code: Number(numberOf(status, 3)), message: text(status, 2) },
    };
  });
}

function valueOf(value: Fields): Value {
  if (value.has(1)) return text(value, 1);
  if (value.has(2)) return numberOf(value, 2) === 1n;
  if (value.has(3)) return Number(numberOf(value, 3));
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, numberOf(value, 4));
  return view.getFloat64(0);
}
