import assert from "node:assert/strict";
import type { TraceContext } from "../../src/model/observer.ts";
import { requestIds } from "../../src/observe/trace_id.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const MADE = "0123456789abcdef0123456789abcdef";

function idDuring(parent?: TraceContext): string | undefined {
  const { observer, traceId } = requestIds(() => MADE);
  const request = { method: "ping", requestId: "1", transport: "pipe" } as const;
  const ongoing = observer.operation!({ ...request, ...(parent === undefined ? {} : { parent }) });
  const id = ongoing.within(() => traceId());
  ongoing.end({});
  assert.equal(traceId(), undefined);
  return id;
}

Deno.test("requestIds() takes the caller's trace", () => {
  assert.equal(idDuring({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` }), TRACE);
});

const UNREADABLE = [
  "a name",
  `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
  `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`,
  TRACE,
];

Deno.test("requestIds() makes up its own for what is no trace", () => {
  assert.equal(idDuring(), MADE);
  for (const traceparent of UNREADABLE) assert.equal(idDuring({ traceparent }), MADE, traceparent);
});

Deno.test("requestIds() keeps a request's trace, whatever it waits for and whatever runs beside it", async () => {
  let last = 0;
  const { observer, traceId } = requestIds(() => String(++last));
  const gate = Promise.withResolvers<void>();
  const run = () =>
    observer.operation!({ method: "ping", requestId: "1", transport: "pipe" }).within(async () => {
      const before = traceId();
      await gate.promise;
      return [before, traceId()];
    });
  const both = [run(), run()];
  gate.resolve();
  assert.deepEqual(await Promise.all(both), [["1", "1"], ["2", "2"]]);
});
