import assert from "node:assert/strict";
import { type Ask, asking, memoryExports } from "./support.ts";

const TEXT = '{"id":1}\n{"id":2}\n';
const SIZE = 18;

const ask: Ask = asking({ exports: memoryExports("local", { abc: TEXT, none: "" }) });

function get(headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return ask("/exports/abc.ndjson", { method, headers });
}

Deno.test("exportAnswer() gives the whole file", async () => {
  const response = await get();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/x-ndjson; charset=utf-8");
  assert.equal(response.headers.get("content-length"), "18");
  assert.equal(response.headers.get("accept-ranges"), "bytes");
  assert.equal(response.headers.get("etag"), '"v1"');
  assert.equal(response.headers.get("cache-control"), "private, no-cache, no-transform");
  assert.equal(response.headers.get("content-disposition"), 'attachment; filename="abc.ndjson"');
  assert.equal(await response.text(), TEXT);
});

// RFC 9110, section 14.1.2, for a file of 18 bytes.
for (
  const [range, part, contentRange] of [
    ["bytes=0-8", '{"id":1}\n', "bytes 0-8/18"],
    ["bytes=9-", '{"id":2}\n', "bytes 9-17/18"],
    ["bytes=-9", '{"id":2}\n', "bytes 9-17/18"],
    ["bytes=0-0", "{", "bytes 0-0/18"],
    ["bytes=-1", "\n", "bytes 17-17/18"],
    ["bytes=9-999", '{"id":2}\n', "bytes 9-17/18"],
    ["bytes=-999", TEXT, "bytes 0-17/18"],
    ["Bytes=17-17", "\n", "bytes 17-17/18"],
  ] as const
) {
  Deno.test(`exportAnswer() gives ${range}`, async () => {
    const response = await get({ range });
    assert.equal(response.status, 206);
    assert.equal(response.headers.get("content-range"), contentRange);
    assert.equal(response.headers.get("content-length"), String(part.length));
    assert.equal(await response.text(), part);
  });
}

for (const range of ["bytes=18-", "bytes=18-20", "bytes=-0", "bytes=999999999999999-"]) {
  Deno.test(`exportAnswer() has no ${range}`, async () => {
    const response = await get({ range });
    assert.equal(response.status, 416);
    assert.equal(response.headers.get("content-range"), "bytes */18");
  });
}

for (
  const range of [
    "bytes=5-4",
    "bytes=a-b",
    "bytes=",
    "bytes=-",
    "lines=0-1",
    "bytes=0-1,3-4",
    "0-1",
  ]
) {
  Deno.test(`exportAnswer() passes over ${range}`, async () => {
    const response = await get({ range });
    assert.equal(response.status, 200);
    assert.equal((await response.text()).length, SIZE);
  });
}

Deno.test("exportAnswer() gives parts of the version that the client has, and of no other", async () => {
  const range = "bytes=0-0";
  assert.equal((await get({ range, "if-range": '"v1"' })).status, 206);
  for (const ifRange of ['"v0"', 'W/"v1"', "Wed, 21 Oct 2026 07:28:00 GMT"]) {
    const response = await get({ range, "if-range": ifRange });
    assert.equal(response.status, 200, ifRange);
    assert.equal((await response.text()).length, SIZE);
  }
  assert.equal((await get({ range, "if-match": '"v1"' })).status, 206);
  assert.equal((await get({ range, "if-match": '"v0"' })).status, 412);
  assert.equal((await get({ range, "if-match": 'W/"v1"' })).status, 412);
});

Deno.test("exportAnswer() gives nothing that the client has already", async () => {
  for (const ifNoneMatch of ['"v1"', 'W/"v1"', '"v0", "v1"', "*"]) {
    const response = await get({ "if-none-match": ifNoneMatch });
    assert.equal(response.status, 304, ifNoneMatch);
    assert.equal(response.headers.get("etag"), '"v1"');
    assert.equal(response.body, null);
  }
  const changed = await get({ "if-none-match": '"v0"' });
  assert.equal(changed.status, 200);
  await changed.body?.cancel();
});

Deno.test("exportAnswer() answers HEAD without a body, and passes over its Range", async () => {
  const response = await get({ range: "bytes=0-0" }, "HEAD");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-length"), "18");
  assert.equal(response.body, null);
});

Deno.test("exportAnswer() gives an empty file, and no part of it", async () => {
  const whole = await ask("/exports/none.ndjson");
  assert.equal(whole.status, 200);
  assert.equal(await whole.text(), "");
  const part = await ask("/exports/none.ndjson", { headers: { range: "bytes=-1" } });
  assert.equal(part.status, 416);
});

Deno.test("exportAnswer() answers for somebody else's export as for one that is not there", async () => {
  const foreign = asking({ exports: memoryExports("token:anna", { abc: TEXT }) });
  const answers = [await foreign("/exports/abc.ndjson"), await ask("/exports/abd.ndjson")];
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  assert.deepEqual(answers.map(({ status }) => status), [404, 404]);
  assert.deepEqual(bodies[0], bodies[1]);
});

Deno.test("exportAnswer() is asked for ids only", async () => {
  for (const path of ["/exports/..%2fabc.ndjson", "/exports/a/b.ndjson", "/exports/.ndjson"]) {
    const response = await ask(path);
    assert.equal(response.status, 404, path);
    assert.match((await response.json()).error.message, /^Cannot find this path/);
  }
});

Deno.test("exportAnswer() needs the scope tg:export", async () => {
  const reader = { principal: "local", scopes: new Set(["tg:read"] as const) };
  const guarded = asking({
    exports: memoryExports("local", { abc: TEXT }),
    authentication: { verify: () => Promise.resolve({ caller: reader }) },
  });
  const headers = { authorization: "Bearer x" };
  assert.equal((await guarded("/exports/abc.ndjson", { headers })).status, 403);
  assert.equal((await guarded("/exports/abc.ndjson")).status, 401);
});
