import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, type Edit } from "../../src/privacy/edits.ts";

const cut = (start: number, end: number, replacement = ""): Edit => ({ start, end, replacement });
const bold = (offset: number, length: number) => ({ type: "bold", offset, length });

/** The entities left of one, after one stretch of "0123456789" was replaced. */
function moved(offset: number, length: number, edit: Edit) {
  return applyEdits("0123456789", [bold(offset, length)], [edit]).entities;
}

Deno.test("applyEdits() returns text and entities as they are without edits", () => {
  const entities = [bold(0, 2)];
  const result = applyEdits("abc", entities, []);
  assert.equal(result.text, "abc");
  assert.equal(result.entities, entities);
});

Deno.test("applyEdits() moves what stands after a replacement", () => {
  assert.deepEqual(moved(6, 2, cut(1, 3)), [bold(4, 2)]);
  assert.deepEqual(moved(6, 2, cut(1, 3, "[phone]")), [bold(11, 2)]);
  assert.deepEqual(moved(0, 1, cut(1, 3, "[phone]")), [bold(0, 1)]);
});

Deno.test("applyEdits() gives an entity inside a stretch the replacement's extent", () => {
  assert.deepEqual(moved(4, 1, cut(3, 6, "[x]!")), [bold(3, 4)]);
  assert.deepEqual(moved(3, 3, cut(3, 6, "[x]!")), [bold(3, 4)]);
  assert.deepEqual(moved(4, 2, cut(3, 6, "[x]!")), [bold(3, 4)]);
  assert.deepEqual(moved(4, 1, cut(3, 6)), []);
});

Deno.test("applyEdits() stretches an entity round a replacement", () => {
  assert.deepEqual(moved(2, 6, cut(3, 6, "[x]!")), [bold(2, 7)]);
  assert.deepEqual(moved(3, 5, cut(3, 6, "[x]!")), [bold(3, 6)]);
  assert.deepEqual(moved(1, 5, cut(3, 6, "[x]!")), [bold(1, 6)]);
});

Deno.test("applyEdits() clips an entity that reaches into a stretch", () => {
  assert.deepEqual(moved(1, 4, cut(3, 6, "[x]!")), [bold(1, 2)]);
  assert.deepEqual(moved(4, 4, cut(3, 6, "[x]!")), [bold(7, 2)]);
});

Deno.test("applyEdits() keeps an entity's other fields and the order of entities", () => {
  const link = { type: "text_url", offset: 5, length: 2, url: "https://a.org" };
  assert.deepEqual(applyEdits("0123456789", [link, bold(0, 1)], [cut(2, 4)]).entities, [
    { type: "text_url", offset: 3, length: 2, url: "https://a.org" },
    { type: "bold", offset: 0, length: 1 },
  ]);
});

Deno.test("applyEdits() refuses edits that overlap, are empty or leave the text", () => {
  for (const edits of [[cut(0, 2), cut(1, 3)], [cut(1, 1, "x")], [cut(2, 4)], [cut(-1, 1)]]) {
    assert.throws(() => applyEdits("abc", [], edits), RangeError);
  }
});

/** A text, and edits on every second of its pieces. */
const editedText = fc
  .array(
    fc.tuple(fc.string({ maxLength: 5 }), fc.string({ minLength: 1, maxLength: 5 }), fc.string()),
  )
  .map((pieces) => {
    let text = "";
    const edits: Edit[] = [];
    for (const [kept, replaced, replacement] of pieces) {
      const start = text.length + kept.length;
      text += kept + replaced;
      edits.push({ start, end: start + replaced.length, replacement });
    }
    return { text, edits };
  });

const withEntity = editedText.chain(({ text, edits }) =>
  fc.record({
    text: fc.constant(text),
    edits: fc.constant(edits),
    offset: fc.nat(text.length),
    size: fc.nat(text.length),
  })
).map(({ size, ...rest }) => ({ ...rest, length: Math.min(size, rest.text.length - rest.offset) }));

Deno.test("applyEdits() keeps the slice of every entity that no edit touches", () => {
  fc.assert(fc.property(withEntity, ({ text, edits, offset, length }) => {
    fc.pre(length > 0);
    fc.pre(edits.every(({ start, end }) => end <= offset || start >= offset + length));
    const result = applyEdits(text, [bold(offset, length)], edits);
    const [entity = bold(0, 0)] = result.entities;
    assert.equal(
      result.text.slice(entity.offset, entity.offset + entity.length),
      text.slice(offset, offset + length),
    );
  }));
});

Deno.test("applyEdits() leaves every entity non-empty and within the text", () => {
  fc.assert(fc.property(withEntity, ({ text, edits, offset, length }) => {
    fc.pre(edits.length > 0);
    const result = applyEdits(text, [bold(offset, length)], edits);
    for (const entity of result.entities) {
      assert.ok(entity.length > 0 && entity.offset >= 0);
      assert.ok(entity.offset + entity.length <= result.text.length);
    }
  }));
});

Deno.test("applyEdits() keeps the untouched parts of the text and the replacements", () => {
  fc.assert(fc.property(editedText, ({ text, edits }) => {
    let expected = "";
    let read = 0;
    for (const edit of edits) {
      expected += text.slice(read, edit.start) + edit.replacement;
      read = edit.end;
    }
    assert.equal(applyEdits(text, [], edits).text, expected + text.slice(read));
  }));
});
