/**
 * Draws `docs/demo.svg` from what `deno task demo` really prints: `deno task picture`.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";
import { escapeXml } from "./escape_xml.ts";

const LINES = 44;
const COLUMNS = 100;
const LINE_HEIGHT = 18;

/**
 * Draws lines as a terminal shows them.
 *
 * @param lines Text; questions begin with `?`.
 * @returns An SVG that needs no font of its own.
 */
export function drawPicture(lines: readonly string[]): string {
  const height = lines.length * LINE_HEIGHT + 36;
  const width = COLUMNS * 8 + 40;
  const rows = lines.map((line, index) => {
    const colour = line.startsWith("?") ? "#ffffff" : /^ {2}tg_/.test(line) ? "#7f8a99" : "#c5cdd8";
    const text = escapeXml([...line].slice(0, COLUMNS).join(""));
    return `<text x="20" y="${30 + index * LINE_HEIGHT}" fill="${colour}">${text}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" ` +
    `xml:space="preserve" role="img">`,
    "<title>What deno task demo prints</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#14181f"/>`,
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

if (import.meta.main) {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--frozen", "--no-prompt", "-P=demo", "src/main.ts", "demo"],
    cwd: new URL("..", import.meta.url),
  }).output();
  if (!success) throw new Error("Cannot draw the demo: it failed");
  const printed = stripVTControlCharacters(new TextDecoder().decode(stdout)).trimEnd().split("\n");
  await Deno.writeTextFile(
    new URL("../docs/demo.svg", import.meta.url),
    drawPicture(["$ npx -y deno@2.9.6 task demo", ...printed.slice(0, LINES)]),
  );
}
