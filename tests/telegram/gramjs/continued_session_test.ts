import assert from "node:assert/strict";
import {
  type ContinuedSession,
  continuedSession,
  type LibraryState,
} from "../../../src/telegram/gramjs/continued_session.ts";

const fresh = (id: string): LibraryState => ({
  id,
  salt: "none",
  timeOffset: 0,
  _sequence: 0,
  _lastMsgId: 0,
});

/** A connection begins: what its state is made of. */
function connect(session: ContinuedSession, id: string) {
  const state = fresh(id);
  const acks = new Set<unknown>();
  session.adopt(state, acks);
  return { state, acks };
}

Deno.test("continuedSession() hands on session, salt, clock and what is not acknowledged", () => {
  const session = continuedSession(() => 0);
  const first = connect(session, "first");
  assert.deepEqual(first.state, fresh("first"));
  Object.assign(first.state, { salt: "salt", timeOffset: 7, _sequence: 5, _lastMsgId: 90 });
  session.left("answer", [11, 12]);
  const second = connect(session, "second");
  assert.deepEqual(second.state, {
    id: "first",
    salt: "salt",
    timeOffset: 7,
    _sequence: 5,
    _lastMsgId: 90,
  });
  assert.deepEqual([...second.acks], [11, 12]);
});

Deno.test("continuedSession() begins anew where five connections broke in their first packet", () => {
  const session = continuedSession(() => 0);
  Object.assign(connect(session, "first").state, { salt: "salt", _sequence: 5, _lastMsgId: 90 });
  for (const came of ["bytes", "nothing", "bytes", "bytes", "nothing", "bytes"] as const) {
    session.left(came, [11]);
    assert.equal(connect(session, "other").state.id, "first");
  }
  session.left("bytes", [11]);
  const { acks, state } = connect(session, "new");
  assert.deepEqual([state.id, state._sequence, acks.size], ["new", 0, 0]);
  assert.deepEqual([state.salt, state._lastMsgId], ["salt", 90]);
  session.left("bytes", [12]);
  assert.equal(connect(session, "other").state.id, "new");
});

Deno.test("continuedSession() stays where packets come in between", () => {
  const session = continuedSession(() => 0);
  connect(session, "first");
  for (
    const came of [
      "bytes",
      "bytes",
      "bytes",
      "bytes",
      "answer",
      "bytes",
      "bytes",
      "bytes",
      "bytes",
    ] as const
  ) {
    session.left(came, []);
    assert.equal(connect(session, "other").state.id, "first");
  }
});
