import { deepStrictEqual } from "node:assert/strict";
import { lint } from "./lint.ts";

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ["src/model/page.ts", 'import type { Chat } from "./chat.ts";'],
  ["src/privacy/mask.ts", 'import type { Message } from "../model/message.ts";'],
  ["src/telegram/gramjs/client.ts", 'import { Api } from "../../gramjs.ts";'],
  ["src/telegram/gramjs/client.ts", 'import type { Port } from "../port.ts";'],
  ["src/history/pages.ts", 'import type { Port } from "../telegram/port.ts";'],
  ["src/exports/run.ts", 'import { mask } from "../privacy/mask.ts";'],
  ["src/tools/render.ts", 'import { read } from "../history/pages.ts";'],
  ["src/mcp/server.ts", 'import { tools } from "../tools/all.ts";'],
  ["src/http/handler.ts", 'import { server } from "../mcp/server.ts";'],
  ["src/cli/serve.ts", 'import { handler } from "../http/handler.ts";'],
  ["src/cli/serve.ts", 'import type { Config } from "../config.ts";'],
  ["src/cli/wire.ts", 'import { log } from "../observe/log.ts";'],
  ["src/cli/wire.ts", 'const engine = await import("../telegram/gramjs/telegram.ts");'],
  ["src/cli/demo.ts", 'const { start } = await import("../sandbox/start.ts");'],
  ["src/cli/demo.ts", 'import type { Sandbox } from "../sandbox/sandbox.ts";'],
  ["src/main.ts", 'import { serve } from "./cli/serve.ts"; import { read } from "./config.ts";'],
  ["src/config.ts", 'import { SETTINGS } from "./settings.ts";'],
  ["src/cli/run.ts", 'import { VERSION } from "../version.ts";'],
  ["src/observe/log.ts", 'import type { Log } from "../model/log.ts";'],
  ["src/sandbox/rpc.ts", 'export { Api } from "../gramjs.ts";'],
  ["src/gramjs.ts", 'import "./gramjs_globals.ts"; export { Api } from "telegram/tl/index.js";'],
  ["src/cli/version.ts", 'import project from "../../deno.json" with { type: "json" };'],
  ["src/tools/resolve.ts", 'import { z } from "zod"; import { Buffer } from "node:buffer";'],
  ["tests/tools/render_test.ts", 'import { start } from "../../src/sandbox/start.ts";'],
];

for (const [file, source] of ALLOWED) {
  Deno.test(`layers allows ${file}: ${source}`, () => {
    deepStrictEqual(lint(file, source), []);
  });
}

const REFUSED: readonly (readonly [file: string, source: string, found: string])[] = [
  [
    "src/model/chat.ts",
    'import { mask } from "../privacy/mask.ts";',
    'Cannot import "../privacy/mask.ts": model may not import privacy',
  ],
  [
    "src/model/chat.ts",
    'import type { Config } from "../config.ts";',
    'Cannot import "../config.ts": model may not import config.ts',
  ],
  [
    "src/privacy/mask.ts",
    'export { read } from "../history/pages.ts";',
    'Cannot import "../history/pages.ts": privacy may not import history',
  ],
  [
    "src/history/pages.ts",
    'export * from "../tools/render.ts";',
    'Cannot import "../tools/render.ts": history may not import tools',
  ],
  [
    "src/history/pages.ts",
    'import { mask } from "../privacy/mask.ts";',
    'Cannot import "../privacy/mask.ts": history may not import privacy',
  ],
  [
    "src/telegram/flood.ts",
    'import { client } from "./gramjs/client.ts";',
    'Cannot import "./gramjs/client.ts": telegram may not import telegram/gramjs',
  ],
  [
    "src/telegram/flood.ts",
    'type Api = import("../gramjs.ts").Api;',
    'Cannot import "../gramjs.ts": telegram may not import gramjs.ts',
  ],
  [
    "src/mcp/server.ts",
    'const http = await import("../http/handler.ts");',
    'Cannot import "../http/handler.ts": mcp may not import http',
  ],
  [
    "src/mcp/server.ts",
    "const http = await import(`../http/handler.ts`);",
    'Cannot import "../http/handler.ts": mcp may not import http',
  ],
  [
    "src/http/handler.ts",
    'import { log } from "../observe/log.ts";',
    'Cannot import "../observe/log.ts": http may not import observe',
  ],
  [
    "src/cli/serve.ts",
    'import { log } from "../observe/log.ts";',
    'Cannot import "../observe/log.ts": cli may not import observe',
  ],
  [
    "src/observe/log.ts",
    'import { fetchHistory } from "../tools/fetch_history.ts";',
    'Cannot import "../tools/fetch_history.ts": observe may not import tools',
  ],
  [
    "src/sandbox/rpc.ts",
    'import type { Chat } from "../model/chat.ts";',
    'Cannot import "../model/chat.ts": sandbox may not import model',
  ],
  [
    "src/cli/demo.ts",
    'import { start } from "../sandbox/start.ts";',
    'Cannot import "../sandbox/start.ts": sandbox is imported lazily: await import(…), where a ' +
    "command needs it",
  ],
  [
    "src/cli/wire.ts",
    'import { gramjsTelegram } from "../telegram/gramjs/telegram.ts";',
    'Cannot import "../telegram/gramjs/telegram.ts": telegram/gramjs is imported lazily: ' +
    "await import(…), where a command needs it",
  ],
  [
    "src/main.ts",
    'const sandbox = await import("./sandbox/start.ts");',
    'Cannot import "./sandbox/start.ts": main.ts may not import sandbox',
  ],
  [
    "src/sandbox/rpc.ts",
    'import { Api } from "telegram";',
    'Cannot import "telegram": only src/gramjs.ts may import the package telegram',
  ],
  [
    "src/telegram/gramjs/client.ts",
    'import { Api } from "npm:telegram@2.26.22/tl/index.js";',
    'Cannot import "npm:telegram@2.26.22/tl/index.js": only src/gramjs.ts may import the package ' +
    "telegram",
  ],
  [
    "src/telegram/gramjs/client.ts",
    'import bigInt from "big-integer";',
    'Cannot import "big-integer": only src/gramjs.ts may import the package big-integer',
  ],
  [
    "tests/sandbox/rpc_test.ts",
    'import { Api } from "telegram/tl/index.js";',
    'Cannot import "telegram/tl/index.js": only src/gramjs.ts may import the package telegram',
  ],
  [
    "src/cli/serve.ts",
    "await import(name);",
    "Cannot tell what is imported: the specifier is not a literal",
  ],
  [
    "src/cli/serve.ts",
    'import { ok } from "../../tasks/ok.ts";',
    'Cannot import "../../tasks/ok.ts": src may not import tasks/ok.ts',
  ],
  [
    "src/cli/serve.ts",
    'import { parse } from "jsr:@std/cli@1";',
    'Cannot import "jsr:@std/cli@1": src may not import from an address: jsr:@std/cli@1',
  ],
  [
    "src/plugins/one.ts",
    'import type { Chat } from "../model/chat.ts";',
    'Cannot import "../model/chat.ts": plugins has no place in the table of tasks/layers.ts',
  ],
];

for (const [file, source, found] of REFUSED) {
  Deno.test(`layers refuses ${file}: ${source}`, () => {
    deepStrictEqual(lint(file, source), [`layers: ${found}`]);
  });
}
