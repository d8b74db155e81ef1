import assert from "node:assert/strict";
import { progressOf } from "../../src/mcp/progress.ts";

interface Sent {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

function following(progressToken: string | undefined) {
  const sent: Sent[] = [];
  let tick = () => {};
  let stopped = false;
  const notify = ({ params }: { readonly params?: unknown }) => {
    sent.push(params as Sent);
    return Promise.resolve();
  };
  const progress = progressOf(
    { _meta: progressToken === undefined ? {} : { progressToken }, notify } as Parameters<
      typeof progressOf
    >[0],
    (each) => {
      tick = each;
      return () => void (stopped = true);
    },
  );
  return { ...progress, sent, second: () => tick(), isStopped: () => stopped };
}

Deno.test("progressOf() counts seconds while nothing is counted", () => {
  const { report, second, sent } = following("t");
  second();
  report("Telegram call 1 is under way");
  second();
  assert.deepEqual(sent.map(({ message, progress }) => [progress, message]), [
    [1, "Waiting for this server's turn at Telegram"],
    [2, "Telegram call 1 is under way"],
  ]);
});

Deno.test("progressOf() tells the first count at once, and only ever more", () => {
  const { report, second, sent } = following("t");
  report("none yet", { done: 0, total: undefined });
  report("some", { done: 100, total: 200 });
  second();
  second();
  report("more than thought", { done: 250, total: 200 });
  second();
  assert.deepEqual(sent, [
    { progressToken: "t", progress: 0.001, message: "none yet" },
    { progressToken: "t", progress: 100, total: 200, message: "some" },
    { progressToken: "t", progress: 100.001, total: 200, message: "some" },
    { progressToken: "t", progress: 250, message: "more than thought" },
  ]);
});

Deno.test("progressOf() is silent where nobody asked, and stops", () => {
  const unasked = following(undefined);
  unasked.report("words", { done: 1 });
  unasked.second();
  unasked.stop();
  assert.deepEqual(unasked.sent, []);
  const asked = following("t");
  asked.stop();
  assert.ok(asked.isStopped());
});
