/** The page at `/` in a real browser: Debian's `chromium`, without a window. */
import axe from "axe-core";
import assert from "node:assert/strict";
import { type Browser, chromium, type Page } from "playwright-core";
import { httpHandler } from "../../src/http/handler.ts";
import type { ToolDeps } from "../../src/tools/tool.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import { deps } from "../http/support.ts";

/** The browser's own process and pipes outlive a test's last line by a moment. */
const FOREIGN = { sanitizeOps: false, sanitizeResources: false } as const;

const tools = toolbox({} as ToolDeps);

interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly requested: readonly string[];
  readonly complaints: readonly string[];
}

async function open(scheme: "light" | "dark", width: number): Promise<Opened> {
  const handler = httpHandler(deps({ tools }));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const browser: Browser = await chromium.launch({
    executablePath: Deno.env.get("TGTK_TEST_CHROMIUM") ?? "/usr/bin/chromium",
    // Continuous integration runs as root, where Chromium refuses its sandbox.
    args: ["--no-sandbox"],
  });
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 800 },
  });
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${server.addr.port}/`);
  return {
    page,
    requested,
    complaints,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.shutdown();
    },
  };
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1280, 320]) {
    Deno.test(`page() is accessible in ${scheme}, ${width} pixels wide`, FOREIGN, async () => {
      await using opened = await open(scheme, width);
      const { page } = opened;
      // Evaluated through the debugger, which the page's policy does not concern.
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(
        `axe.run({ runOnly: ${JSON.stringify(RULES)} })`,
      ) as axe.AxeResults;
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      assert.deepEqual(found, []);
      const checked = passes.map(({ id }) => id);
      for (const rule of ["color-contrast", "document-title", "html-has-lang", "link-name"]) {
        assert.ok(checked.includes(rule), `${rule} was not checked`);
      }
      const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
      assert.equal(wide, false, "the page scrolls sideways");
    });
  }
}

Deno.test("page() has dark colours where they are asked for", FOREIGN, async () => {
  await using light = await open("light", 800);
  await using dark = await open("dark", 800);
  const back = "getComputedStyle(document.body).backgroundColor";
  assert.equal(await light.page.evaluate(back), "rgb(255, 255, 255)");
  assert.equal(await dark.page.evaluate(back), "rgb(22, 22, 26)");
});

Deno.test(
  "page() asks for nothing but itself, and the browser has no complaint",
  FOREIGN,
  async () => {
    await using opened = await open("light", 800);
    assert.deepEqual(opened.requested, ["/"]);
    assert.deepEqual(opened.complaints, []);
    const family = await opened.page.evaluate("getComputedStyle(document.body).maxWidth");
    assert.equal(family, "736px", "its policy keeps its own style out");
  },
);

interface Focused {
  readonly name: string;
  readonly outline: string;
  readonly isVisible: boolean;
}

const FOCUSED = `(() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: element.getAttribute("aria-label") ?? element.textContent,
    outline: style.outlineStyle + " " + style.outlineWidth,
    isVisible: box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight,
  };
})()`;

Deno.test(
  "page() is used with a keyboard alone, from the first link to the last block",
  FOREIGN,
  async () => {
    await using opened = await open("light", 800);
    const { page } = opened;
    const names: string[] = [];
    for (let i = 0; i < 10; i++) {
      await page.keyboard.press("Tab");
      const { name, outline, isVisible } = await page.evaluate(FOCUSED) as Focused;
      assert.equal(outline, "solid 3px", name);
      assert.ok(isVisible, `${name} has the focus out of sight`);
      names.push(name);
    }
    assert.deepEqual(names, [
      "Skip to how to connect",
      "Health",
      "Readiness",
      "Tools as JSON",
      "Claude Code: what to enter",
      "Claude Desktop: what to enter",
      "Cursor: what to enter",
      "VS Code: what to enter",
      "Codex: what to enter",
      "Any other host: what to enter",
    ]);
  },
);

Deno.test("page() lets the keyboard skip to how to connect", FOREIGN, async () => {
  await using opened = await open("light", 800);
  const { page } = opened;
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // The browser goes there after it has taken the key.
  await page.waitForURL(/#connect$/);
  await page.keyboard.press("Tab");
  const { name } = await page.evaluate(FOCUSED) as Focused;
  assert.equal(name, "Claude Code: what to enter");
});
