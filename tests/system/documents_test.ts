/** Every command in the documents is run: a page's blocks one after the other, as somebody pastes them. */
import assert from "node:assert/strict";
import { blocks, pages, read } from "../docs/pages.ts";
import { freePort, said } from "./command.ts";

const PAGE_MS = 300_000;

/** What a page may need, and why it is not here. */
const REASONS: Readonly<Record<string, string>> = {
  account: "an account at Telegram",
  claude: "Claude Code",
  docker: "Docker's daemon",
  itself: "the tests cannot run in themselves",
  kubernetes: "a cluster",
  root: "a server that may be changed",
};

interface Place extends AsyncDisposable {
  /** A copy of the checkout. */
  readonly checkout: string;
  readonly home: string;
  /** Before the others in PATH. */
  readonly bin: string;
}

/** A folder as a new user has it: a checkout and an empty home. */
async function newPlace(): Promise<Place> {
  const folder = await Deno.makeTempDir();
  const [checkout, home, bin] = ["checkout", "home", "bin"].map((name) => `${folder}/${name}`);
  for (const path of [checkout, home, bin]) await Deno.mkdir(path!);
  const copy = "git ls-files -z --cached --others --exclude-standard | " +
    `tar --null --files-from=- --create | tar --extract --directory=${checkout}`;
  const { code, text } = await said("bash", ["-o", "pipefail", "-c", copy]);
  assert.equal(code, 0, text);
  return {
    checkout: checkout!,
    home: home!,
    bin: bin!,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Runs lines in a shell of their own; what they left running ends with it. */
async function paste(lines: string, place: Place, env: Record<string, string>) {
  const script = `trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\nset -e\n${lines}\n`;
  const { code, stderr, stdout } = await new Deno.Command("bash", {
    args: ["-c", script],
    cwd: place.checkout,
    clearEnv: true,
    env: { HOME: place.home, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
    stdin: "null",
    signal: AbortSignal.timeout(PAGE_MS),
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out: out ?? "", err: err ?? "" };
}

/** `npx -y deno@2.9.6` is this Deno: only the new user's test fetches it. */
async function withoutNpm(place: Place): Promise<Record<string, string>> {
  const shim =
    `#!/bin/sh\n[ "$1 $2" = "-y deno@2.9.6" ] || exit 127\nshift 2\nexec ${Deno.execPath()} "$@"\n`;
  await Deno.writeTextFile(`${place.bin}/npx`, shim, { mode: 0o755 });
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return {
    PATH: `${place.bin}:${Deno.execPath().replace(/\/[^/]+$/, "")}:${Deno.env.get("PATH")}`,
    DENO_DIR: JSON.parse(new TextDecoder().decode(stdout)).denoDir,
    TGTK_PII_KEY: "07".repeat(32),
  };
}

for (const page of pages()) {
  const all = blocks(read(page));
  for (const needs of new Set(all.flatMap(({ needs }) => needs ?? []))) {
    assert.ok(REASONS[needs], `${page} needs ${needs}, which has no reason here`);
    const name = `commands of ${page} (skipped: ${REASONS[needs]})`;
    Deno.test({ name, ignore: true, fn: () => {} });
  }
  const lines = all.filter(({ needs }) => needs === undefined).map(({ commands }) => commands);
  if (lines.length === 0) continue;
  Deno.test(`the commands of ${page} run`, async () => {
    await using place = await newPlace();
    const port = String(freePort());
    const script = lines.join("\n").replaceAll("8000", port);
    const { code, err, out } = await paste(script, place, await withoutNpm(place));
    assert.equal(code, 0, `${out}\n${err}`);
  });
}

Deno.test("the examples of clients find the eight posts of the day", async () => {
  await using place = await newPlace();
  const script = blocks(read("docs/clients.md")).map(({ commands }) => commands).join("\n")
    .replaceAll("8000", String(freePort()));
  const { out } = await paste(script, place, await withoutNpm(place));
  for (const id of [5162, 5163, 5164, 5165, 5166, 5167, 5168, 5169]) {
    assert.equal(
      [...out.matchAll(new RegExp(`\\b${id} 2025-11-28`, "g"))].length,
      2,
      `${id}\n${out}`,
    );
  }
});

Deno.test("a new user has a correct answer within five minutes, with npm alone", async () => {
  await using place = await newPlace();
  const [demo] = blocks(read("README.md"));
  // The block for Claude Code, asked by a program in a host's place.
  const host = /claude mcp add tgtk-demo -- (npx .+)/.exec(read("README.md"))?.[1] ?? "";
  const command = host.replace("/path/to/tgtk", place.checkout);
  const call = (id: number, method: string, params: unknown) =>
    JSON.stringify({ jsonrpc: "2.0", id, method, params });
  const asked = [
    call(1, "initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "new user", version: "1" },
    }),
    JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }),
    call(2, "tools/call", {
      name: "tg_fetch_history",
      arguments: { chat: "@tgtk_news", from_date: "2025-11-28", to_date: "2025-11-28" },
    }),
  ].join("\n");
  await Deno.writeTextFile(`${place.home}/asked`, `${asked}\n`);
  const started = performance.now();
  // How this machine reaches npm is its own business: proxies, certificates.
  const network = Object.entries(Deno.env.toObject())
    .filter(([name]) =>
      /^(?:npm_config_|https?_proxy$|no_proxy$|ssl_cert|node_extra_ca|deno_(?:cert|tls))/i.test(
        name,
      )
    );
  const path = (Deno.env.get("PATH") ?? "").split(":")
    .filter((folder) => !Deno.execPath().startsWith(`${folder}/`)).join(":");
  const { code, err, out } = await paste(
    // The host keeps the pipe open until it has its answer.
    `${demo?.commands}\nmkfifo answers\n(cat ${place.home}/asked; read -r _ <answers) | ${command} | ` +
      `while read -r line; do echo "$line"; case $line in *'"id":2'*) echo >answers; break;; esac; done`,
    place,
    { ...Object.fromEntries(network), PATH: path },
  );
  assert.equal(code, 0, `${out}\n${err}`);
  assert.match(out, /A channel named “TGTK City News”/);
  const answer = out.split("\n").find((line) => line.includes('"id":2')) ?? "";
  const { messages, page_info } = JSON.parse(answer).result.structuredContent;
  assert.deepEqual(
    messages.map(({ id }: { readonly id: number }) => id),
    [5169, 5168, 5167, 5166, 5165, 5164, 5163, 5162],
  );
  assert.equal(page_info.has_more, false);
  assert.ok(performance.now() - started < 300_000);
});
