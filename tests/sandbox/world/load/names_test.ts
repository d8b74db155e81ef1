import assert from "node:assert/strict";
import { chatName } from "../../../../src/sandbox/world/load/chat_names.ts";
import { loadText } from "./support.ts";

const NAMES:
  readonly (readonly [file: string, position: number, name: string, aliases: readonly string[]])[] =
    [
      ["volunteer-uk.dump.json", 1, "volunteer_uk", []],
      ["volunteer-uk.dump.json", 3, "volunteer_uk_3", []],
      ["2024_dump.json", 1, "2024_dump", ["w_2024_dump"]],
      ["Chat Export.json", 1, "_hat__xport", ["chat_export", "w_chat_export"]],
      ["чат.json", 1, "___", ["w____"]],
      [".json", 1, "w", ["w_w"]],
      [`${"long".repeat(20)}.json`, 2, `${"long".repeat(16).slice(0, 62)}_2`, [
        `w_${"long".repeat(7)}_2`,
      ]],
    ];

for (const [file, position, username, aliases] of NAMES) {
  Deno.test(`chatName() names chat ${position} of ${file}`, () => {
    assert.deepEqual(chatName(file, position), { username, aliases });
  });
}

Deno.test("World.byUsername() knows a chat's aliases, in any case", async () => {
  const text = JSON.stringify([{ _: "Message", id: 1, date: 5, message: "a" }]);
  const { world } = await loadText(text, "Chat.json");
  assert.deepEqual(
    ["_HAT", "chat", "w_chat", "hat"].map((name) => world.byUsername(name)?.className),
    ["Channel", "Channel", "Channel", undefined],
  );
});
