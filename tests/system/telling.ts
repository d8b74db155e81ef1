/** Progress that has to reach a client before the result does. */
import assert from "node:assert/strict";
import { toolNamed } from "../http/support.ts";

/** A tool that answers only after its client has read of its progress, and a client that does. */
export function telling() {
  const heard = Promise.withResolvers<void>();
  const tick = Promise.withResolvers<() => void>();
  const tool = toolNamed("tg_slow", async ({ report }) => {
    report("Telegram call 1 is under way");
    (await tick.promise)();
    // The result comes after the client has read of its progress, or never.
    await heard.promise;
    return { ok: true, value: { text: "yes", structured: {} } };
  });
  const everySecond = (each: () => void) => {
    tick.resolve(each);
    return () => {};
  };
  return {
    changes: { tools: [tool], everySecond },
    async converse<Init extends { readonly body: string }>(
      call: Init,
      post: (init: Init) => Promise<Response>,
    ): Promise<void> {
      const message = JSON.parse(call.body);
      message.params._meta = { ...message.params._meta, progressToken: 1 };
      const response = await post({ ...call, body: JSON.stringify(message) });
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      const first = await reader.read();
      assert.match(first.value ?? "", /Telegram call 1 is under way/);
      heard.resolve();
      let rest = "";
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        rest += next.value;
      }
      assert.match(rest, /"text":"yes"/);
    },
  };
}
