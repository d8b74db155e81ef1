import assert from "node:assert/strict";
import fc from "fast-check";
import { changingHistory } from "../../../src/sandbox/world/changing_history.ts";
import { heldHistory } from "../../../src/sandbox/world/held_history.ts";
import type { Change, History, WorldMessage } from "../../../src/sandbox/world/world.ts";
import { ofChannel, text } from "../tiny_world.ts";

const said = (id: number, message = `text ${id}`) => text(ofChannel(1), id, { message });
const base = (...ids: number[]) => heldHistory(ids.map((id) => said(id)));

function drawn(history: History): string[] {
  return Array.from({ length: history.count }, (_, index) => {
    const { id, message } = history.at(index) as { id: number; message: string };
    assert.equal(history.idAt(index), id);
    assert.equal(history.dateAt(index), 1_700_000_000 + id);
    return message;
  });
}

Deno.test("changingHistory() is its base until something changes", () => {
  const history = changingHistory(base(2, 5));
  assert.deepEqual(drawn(history), ["text 2", "text 5"]);
  assert.deepEqual([history.countBelowId(5), history.countBeforeDate(1_700_000_006)], [1, 2]);
  assert.throws(() => history.at(2), RangeError);
  assert.throws(() => history.idAt(-1), RangeError);
});

Deno.test("changingHistory() adds, edits and removes", () => {
  const history = changingHistory(base(2, 5, 8));
  history.add(said(9));
  history.add(said(3));
  assert.deepEqual(drawn(history), ["text 2", "text 3", "text 5", "text 8", "text 9"]);
  assert.equal(history.edit(said(5, "five")), true);
  assert.equal(history.edit(said(9, "nine")), true);
  assert.equal(history.remove(2), true);
  assert.equal(history.remove(3), true);
  assert.deepEqual(drawn(history), ["five", "text 8", "nine"]);
  assert.deepEqual([history.countBelowId(8), history.countBeforeDate(1_700_000_009)], [1, 2]);
  assert.equal(history.remove(2), false);
  assert.equal(history.edit(said(3)), false);
});

Deno.test("changingHistory() never uses an id again", () => {
  const history = changingHistory(base(2));
  assert.throws(() => history.add(said(2)), /Cannot add message 2: its id is taken/);
  history.remove(2);
  assert.throws(() => history.add(said(2)), RangeError);
});

Deno.test("changingHistory() writes every change down, in a list that may be shared", () => {
  const log: Change[] = [];
  const one = changingHistory(base(2), log);
  const other = changingHistory(base(3), log);
  one.add(said(4));
  other.remove(3);
  one.edit(said(2, "two"));
  one.remove(77);
  assert.deepEqual(log.map(({ kind }) => kind), ["added", "removed", "edited"]);
  assert.deepEqual(one.changes.touched().map(({ id }) => id), [2, 4]);
  assert.deepEqual([one.changes.isTouched(2), other.changes.isTouched(3)], [true, true]);
  assert.equal(other.changes.isTouched(2), false);
});

const someChange = fc.record({
  kind: fc.constantFrom("add", "edit", "remove"),
  id: fc.integer({ min: 1, max: 25 }),
});

Deno.test("changingHistory() is what a history held anew would be", () => {
  fc.assert(fc.property(
    fc.uniqueArray(fc.integer({ min: 1, max: 25 })),
    fc.array(someChange, { maxLength: 30 }),
    (ids, changes) => {
      const history = changingHistory(base(...ids));
      const model = new Map<number, WorldMessage>(ids.map((id) => [id, said(id)]));
      const used = new Set(ids);
      for (const [place, { kind, id }] of changes.entries()) {
        const message = said(id, `${place}`);
        if (kind === "remove") assert.equal(history.remove(id), model.delete(id));
        else if (kind === "edit") {
          assert.equal(history.edit(message), model.has(id));
          if (model.has(id)) model.set(id, message);
        } else if (!used.has(id)) {
          history.add(message);
          model.set(id, message);
          used.add(id);
        }
      }
      const expected = heldHistory([...model.values()]);
      assert.deepEqual(drawn(history), drawn(expected));
      for (let id = 0; id <= 26; id++) {
        assert.equal(history.countBelowId(id), expected.countBelowId(id));
        const date = 1_700_000_000 + id;
        assert.equal(history.countBeforeDate(date), expected.countBeforeDate(date));
      }
    },
  ));
});
