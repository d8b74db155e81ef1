import assert from "node:assert/strict";
import { anchors, blocks, links, pages, read, ROOT } from "./pages.ts";

for (const page of pages()) {
  Deno.test(`each link of ${page} leads somewhere`, () => {
    const text = read(page);
    for (const link of links(text)) {
      // Nothing is fetched; an address has to be one, and safe.
      if (/^[a-z]+:/.test(link)) {
        assert.equal(URL.parse(link)?.protocol, "https:", link);
        continue;
      }
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : new URL(path, new URL(page, ROOT)).pathname;
      const url = new URL(target, ROOT);
      assert.ok(Deno.statSync(url), link);
      if (anchor !== undefined) {
        assert.ok(anchors(Deno.readTextFileSync(url)).includes(anchor), link);
      }
    }
  });
}

Deno.test("blocks() finds commands, those in lists too, and what they need", () => {
  const page = "```sh\na\nb\n```\n\n1. x\n\n   ```sh needs:root\n   c\n   ```\n\n```text\nd\n```\n";
  assert.deepEqual(blocks(page), [{ commands: "a\nb" }, { commands: "c", needs: "root" }]);
});

Deno.test("anchors() are those of GitHub", () => {
  assert.deepEqual(anchors("# A `b_c`, d!\n## Über-x"), ["a-b_c-d", "über-x"]);
});

Deno.test("links() are found outside of code", () => {
  assert.deepEqual(links("[a](b.md) `[c](d)` ![e](f.svg)\n```md\n[g](h)\n```\n"), [
    "b.md",
    "f.svg",
  ]);
});
