import assert from "node:assert/strict";
import { EMPTY_LINE, type Ending, typed } from "../../../src/cli/login/line_editor.ts";

/** What comes of keys: the lines and ends, what is left in the line, and what is shown. */
function type(keys: string) {
  let line = EMPTY_LINE;
  let shown = "";
  const came: (string | Ending)[] = [];
  for (const char of keys) {
    const step = typed(line, char);
    line = step.line;
    shown += step.shown ?? "";
    if (step.entered !== undefined) came.push(step.entered);
    if (step.ending !== undefined) came.push(step.ending);
  }
  return { came, left: line.text, shown };
}

for (
  const [name, keys, came, left] of [
    ["Enter", "22222\r", ["22222"], ""],
    ["a line break", "22222\n", ["22222"], ""],
    ["both, as Windows pastes them", "1\r\n2\r\n", ["1", "2"], ""],
    ["empty lines", "\r\r\n\n", ["", "", ""], ""],
    ["several lines at once", "+49 30\r22222\rpass", ["+49 30", "22222"], "pass"],
    ["corrections", "222x\x7f22\r", ["22222"], ""],
    ["more corrections than there is", "1\x7f\x7f\b2\r", ["2"], ""],
    ["a character of two units taken back", "a😀\x7fb\r", ["ab"], ""],
    ["Ctrl-U", "wrong\x1522222\r", ["22222"], ""],
    ["Ctrl-C", "222\x03", ["interrupted"], ""],
    ["Ctrl-D in an empty line", "\x04", ["ended"], ""],
    ["Ctrl-D behind something", "2\x042\r", ["22"], ""],
    ["Ctrl-Z, which does not put it to sleep", "2\x1a2\r", ["22"], ""],
    ["other control characters", "\x00\x01\x02\x05\x06\x07\t\x0b\x0c\x0e\x1c\x9b2\r", ["2"], ""],
    ["arrows and Delete", "\x1b[A\x1b[D\x1b[3~\x1bOA22\r", ["22"], ""],
    ["a paste with brackets", "\x1b[200~22222\x1b[201~\r", ["22222"], ""],
    ["a title and a device string", "\x1b]0;title\x0722\x1bP1;2\x1b\\22\r", ["2222"], ""],
    ["a sequence that Enter breaks off", "\x1b[12\r22\r", ["", "22"], ""],
    ["a sequence that Ctrl-C breaks off", "\x1b]0;ti\x03", ["interrupted"], ""],
    ["letters of any script", "пароль密碼\r", ["пароль密碼"], ""],
  ] as const
) {
  Deno.test(`typed() takes ${name}`, () => {
    const { came: has, left: rest } = type(keys);
    assert.deepEqual([has, rest], [came, left]);
  });
}

Deno.test("typed() shows what was typed and taken back, and nothing that steers a terminal", () => {
  assert.equal(type("22\x7f3\r").shown, "22\b \b3");
  assert.equal(type("ab\x15c").shown, "ab\b \b\b \bc");
  assert.equal(type("\x1b[2J\x1b]0;t\x07\x00\u202ea").shown, "a");
});

Deno.test("typed() takes 4,096 characters, and makes an answer of more than that a wrong one", () => {
  const full = "9".repeat(4096);
  assert.deepEqual(type(`${full}\r`).came, [full]);
  assert.deepEqual(type(`${full}99\r22222\r`).came, [`${full}…`, "22222"]);
  const long = type("9".repeat(5_000_000));
  assert.equal(long.left.length, 4097);
});
