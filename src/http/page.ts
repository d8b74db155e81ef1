/**
 * `/`: one static page that says what this server is and how to connect a host to it. No scripts,
 * nothing from elsewhere; readable in light and dark (WCAG 2.2, level AA).
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { ServerParts } from "../mcp/server.ts";
import type { Authentication } from "./caller.ts";
import { type Connection, connections } from "./page_connections.ts";

const STYLE = `
:root { color-scheme: light dark; --text: #1b1b1f; --back: #ffffff; --soft: #f1f1f4;
  --dim: #55555e; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf1; --back: #16161a; --soft: #24242a; --dim: #b4b4bf; --link: #a8c7fa; }
}
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; background: var(--back);
  color: var(--text); font: 1rem/1.6 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; }
a { color: var(--link); }
pre { overflow-x: auto; padding: .75rem 1rem; border-radius: .4rem; background: var(--soft);
  font: .9rem/1.5 ui-monospace, monospace; }
dt { margin-top: .8rem; font-family: ui-monospace, monospace; }
dd { margin: 0; color: var(--dim); }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'none'",
};

/**
 * Draws the page.
 *
 * @param request Says under which address the server was reached.
 * @param parts What the server is, and its tools.
 * @param authentication How callers are told apart.
 * @returns The page.
 */
export function page(
  request: Request,
  { identity, tools }: Pick<ServerParts, "identity" | "tools">,
  authentication: Authentication,
): Response {
  const address = addressOf(request, authentication);
  const rows = tools.map(({ definition: { name, description } }) =>
    `<dt>${escaped(name)}</dt><dd>${escaped(firstSentence(description))}</dd>`
  );
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tgtk: public Telegram history over MCP</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#connect">Skip to how to connect</a>
<header>
<h1>tgtk</h1>
<p>A read-only server of the Model Context Protocol (MCP), unofficial, for the history of public
Telegram channels and groups. It answers AI assistants, not browsers: connect yours below.</p>
<p>Version ${escaped(identity.version)}. Address: <code>${escaped(address)}</code></p>
<nav aria-label="On this server"><a href="/health">Health</a> ·
<a href="/ready">Readiness</a> · <a href="/api/tools">Tools as JSON</a></nav>
</header>
<main>
<section aria-labelledby="tools">
<h2 id="tools">Tools</h2>
<dl>${rows.join("")}</dl>
</section>
<section aria-labelledby="connect">
<h2 id="connect">Connect</h2>
<p>${escaped(accessWords(authentication))}</p>
${connections(address, tokenHeader(authentication)).map(drawConnection).join("\n")}
</section>
</main>
</body>
</html>
`;
  return new Response(html, { headers: HEADERS });
}

function drawConnection({ host, how, code }: Connection): string {
  const block = code === undefined
    ? ""
    : `<pre tabindex="0" role="region" aria-label="${escaped(host)}: what to enter"><code>${
      escaped(code)
    }</code></pre>`;
  return `<h3>${escaped(host)}</h3>\n<p>${escaped(how)}</p>\n${block}`;
}

/** Behind a proxy that ends TLS, only the proxy knows that it does. */
function addressOf({ url, headers }: Request, { oauth }: Authentication): string {
  if (oauth !== undefined) return oauth.resource.href;
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : new URL(url).protocol;
  return `${scheme.replace(/:$/, "")}://${headers.get("host") ?? ""}/mcp`;
}

function accessWords({ verify, oauth }: Authentication): string {
  if (verify === undefined) return "No token is needed from this machine.";
  return oauth === undefined
    ? "Replace YOUR_TOKEN with the token that the operator gave you."
    : "Your host opens a page to sign in when it connects.";
}

function tokenHeader({ verify, oauth }: Authentication): string | undefined {
  return verify === undefined || oauth !== undefined ? undefined : "Bearer YOUR_TOKEN";
}

function firstSentence(text: string): string {
  const end = text.search(/[.:]\s/);
  return end === -1 ? text : text.slice(0, end + 1);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
