/** `deploy.sh` on a made-up machine: its own root folder, and programs that write down what they are asked. */
import assert from "node:assert/strict";
import { ROOT, type Said, said } from "./command.ts";

interface Machine extends AsyncDisposable {
  readonly root: string;
  readonly deploy: (...args: readonly string[]) => Promise<Said>;
  /** What programs were asked since the last time. */
  readonly asked: () => Promise<readonly string[]>;
  /** Whether the server answers. */
  readonly setHealthy: (healthy: boolean) => Promise<void>;
  /** Which call fails from now on, such as `nginx -t`; none without it. */
  readonly setFailing: (call?: string) => Promise<void>;
}

const PROGRAMS = ["apt-get", "dpkg-query", "systemctl", "nginx", "certbot", "unzip"];

/** certbot leaves a certificate, unzip a `deno`; curl answers for the server's health. */
function programs(root: string): Readonly<Record<string, string>> {
  const note = `call="$(basename "$0") $*"; echo "$call" >>${root}/asked\n` +
    `case "$call" in "$(cat ${root}/failing 2>/dev/null || echo none)"*) exit 1;; esac`;
  const deno = '#!/bin/sh\\ncase $1 in --version) echo "deno 2.9.6 (stable)";; esac\\n';
  return {
    ...Object.fromEntries(PROGRAMS.map((name) => [name, note])),
    certbot: `${note}\nmkdir -p ${root}/etc/letsencrypt/live/tgtk.example.org\n` +
      `touch ${root}/etc/letsencrypt/live/tgtk.example.org/fullchain.pem`,
    unzip: `${note}\nprintf '${deno}' >"$5/deno"\nchmod +x "$5/deno"`,
    curl: `case "$*" in *health*) [ ! -e ${root}/sick ];; *) ${note};; esac`,
    sha256sum: `case "$*" in --check*) ${note};; *) exec /usr/bin/sha256sum "$@";; esac`,
  };
}

async function machine(): Promise<Machine> {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(`${root}/bin`);
  for (const [name, body] of Object.entries(programs(root))) {
    await Deno.writeTextFile(`${root}/bin/${name}`, `#!/bin/bash\n${body}\n`, { mode: 0o755 });
  }
  let heard = 0;
  return {
    root,
    deploy: (...args) =>
      said("bash", [`${ROOT}deploy/deploy.sh`, ...args], {
        env: {
          PATH: `${root}/bin:/usr/bin:/bin`,
          TGTK_DEPLOY_ROOT: root,
          TGTK_DEPLOY_PAUSE: "0",
        },
      }),
    async asked() {
      const lines = (await Deno.readTextFile(`${root}/asked`).catch(() => "")).split("\n");
      const fresh = lines.slice(heard, -1);
      heard = lines.length - 1;
      return fresh;
    },
    async setHealthy(healthy) {
      if (healthy) await Deno.remove(`${root}/sick`);
      else await Deno.writeTextFile(`${root}/sick`, "");
    },
    setFailing: (call = "none") => Deno.writeTextFile(`${root}/failing`, call),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function fillIn({ root }: Machine): Promise<void> {
  const path = `${root}/etc/tgtk/env`;
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace(/^([A-Z_]+)=$/gm, "$1=x"));
}

const TARGET = ["tgtk.example.org", "ann@example.org"];

async function installed(): Promise<Machine> {
  const made = await machine();
  await made.deploy(...TARGET);
  await fillIn(made);
  const { code, text } = await made.deploy(...TARGET);
  assert.equal(code, 0, text);
  await made.asked();
  return made;
}

Deno.test("deploy.sh stops for the secrets, whose file only root reads, and starts nothing", async () => {
  await using fresh = await machine();
  const { code, text } = await fresh.deploy(...TARGET);
  assert.equal(code, 1);
  assert.match(text, /fill in .*\/etc\/tgtk\/env \(TELEGRAM_API_ID .* TGTK_HTTP_TOKENS\)/);
  assert.equal((await Deno.stat(`${fresh.root}/etc/tgtk/env`)).mode! & 0o777, 0o600);
  assert.ok(!(await fresh.asked()).some((line) => /^systemctl restart|^certbot/.test(line)));
});

Deno.test("deploy.sh installs: certificate first, then the site, then the server", async () => {
  await using fresh = await machine();
  await fresh.deploy(...TARGET);
  await fillIn(fresh);
  await fresh.asked();
  const { code, text } = await fresh.deploy(...TARGET);
  assert.equal(code, 0, text);
  const asked = await fresh.asked();
  const order = ["certbot certonly", "systemctl enable", "systemctl restart tgtk.service"]
    .map((start) => asked.findIndex((line) => line.startsWith(start)));
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  assert.ok(order.every((at) => at >= 0), asked.join("\n"));
  const site = await Deno.readTextFile(`${fresh.root}/etc/nginx/sites-available/tgtk.conf`);
  assert.match(site, /listen 443 ssl/);
  assert.match(site, /server_name tgtk\.example\.org;/);
  assert.match(text, /serves MCP at https:\/\/tgtk\.example\.org\/mcp\n$/);
});

Deno.test("deploy.sh changes nothing when it is run again", async () => {
  await using done = await installed();
  const before = await said("find", [done.root, "-printf", "%p %l %T@\n"]);
  const { code, text } = await done.deploy(...TARGET);
  assert.equal(code, 0, text);
  const changing = (await done.asked()).filter((line) => !line.startsWith("dpkg-query"));
  assert.deepEqual(changing, []);
  const after = await said("find", [done.root, "-printf", "%p %l %T@\n"]);
  const ours = ({ text }: Said) =>
    text.split("\n").filter((line) => /\/(opt|etc)\//.test(line)).sort();
  assert.deepEqual(ours(after), ours(before));
});

Deno.test("deploy.sh --dry-run shows the commands and runs none", async () => {
  await using fresh = await machine();
  const { code, text } = await fresh.deploy("--dry-run", ...TARGET);
  assert.equal(code, 0, text);
  assert.match(text, /^\+ certbot certonly .*--domain tgtk\.example\.org/m);
  assert.match(text, /^\+ systemctl restart tgtk\.service$/m);
  assert.deepEqual((await fresh.asked()).filter((line) => !line.startsWith("dpkg-query")), []);
  assert.deepEqual([...Deno.readDirSync(fresh.root)].map(({ name }) => name).sort(), [
    "asked",
    "bin",
  ]);
});

/** As if an older release had been installed. */
async function olderRelease({ root }: Machine): Promise<string> {
  const older = `${root}/opt/tgtk/releases/older`;
  await Deno.mkdir(older);
  await Deno.remove(`${root}/opt/tgtk/current`);
  await Deno.symlink(older, `${root}/opt/tgtk/current`);
  return older;
}

Deno.test("deploy.sh upgrades, and --rollback goes back", async () => {
  await using done = await installed();
  const older = await olderRelease(done);
  assert.equal((await done.deploy(...TARGET)).code, 0);
  assert.notEqual(await Deno.readLink(`${done.root}/opt/tgtk/current`), older);
  assert.ok((await done.asked()).includes("systemctl restart tgtk.service"));
  const { code, text } = await done.deploy("--rollback");
  assert.equal(code, 0, text);
  assert.equal(await Deno.readLink(`${done.root}/opt/tgtk/current`), older);
});

Deno.test("deploy.sh goes back by itself when the new release does not answer", async () => {
  await using done = await installed();
  const older = await olderRelease(done);
  await done.setHealthy(false);
  const { code, text } = await done.deploy(...TARGET);
  assert.equal(code, 1);
  assert.match(text, /The new release does not answer/);
  assert.equal(await Deno.readLink(`${done.root}/opt/tgtk/current`), older);
});

Deno.test("deploy.sh goes back when the new release cannot be started at all", async () => {
  await using done = await installed();
  const older = await olderRelease(done);
  await done.setFailing("systemctl restart");
  const { code, text } = await done.deploy(...TARGET);
  assert.equal(code, 1);
  assert.match(text, /The new release does not answer/);
  assert.match(text, /the release before does not answer either/);
  assert.equal(await Deno.readLink(`${done.root}/opt/tgtk/current`), older);
});

const SITE = "etc/nginx/sites-available/tgtk.conf";

Deno.test("deploy.sh leaves no site that nginx refuses, and puts it there the next time", async () => {
  await using done = await installed();
  const site = await Deno.readTextFile(`${done.root}/${SITE}`);
  await Deno.writeTextFile(`${done.root}/${SITE}`, "an older site\n");
  await done.setFailing("nginx -t");
  const { code, text } = await done.deploy(...TARGET);
  assert.equal(code, 1);
  assert.match(text, /nginx refuses .*tgtk\.conf: the site is as it was before/);
  assert.equal(await Deno.readTextFile(`${done.root}/${SITE}`), "an older site\n");
  await done.setFailing();
  await done.asked();
  assert.equal((await done.deploy(...TARGET)).code, 0);
  assert.equal(await Deno.readTextFile(`${done.root}/${SITE}`), site);
  assert.ok((await done.asked()).includes("systemctl reload-or-restart nginx.service"));
});

Deno.test("deploy.sh goes on where it stopped: a certificate that was not given is asked for again", async () => {
  await using fresh = await machine();
  await fresh.deploy(...TARGET);
  await fillIn(fresh);
  await fresh.setFailing("certbot");
  assert.equal((await fresh.deploy(...TARGET)).code, 1);
  assert.ok(!(await fresh.asked()).some((line) => line.startsWith("systemctl restart")));
  await fresh.setFailing();
  const { code, text } = await fresh.deploy(...TARGET);
  assert.equal(code, 0, text);
  const asked = await fresh.asked();
  assert.ok(asked.some((line) => line.startsWith("certbot certonly")));
  assert.ok(asked.includes("systemctl restart tgtk.service"));
});

Deno.test("deploy.sh takes no Deno whose sum is another", async () => {
  await using fresh = await machine();
  await Deno.writeTextFile(
    `${fresh.root}/bin/sha256sum`,
    '#!/bin/bash\ncase "$*" in --check*) exit 1;; *) exec /usr/bin/sha256sum "$@";; esac\n',
  );
  assert.equal((await fresh.deploy(...TARGET)).code, 1);
  assert.ok(!(await fresh.asked()).some((line) => line.startsWith("unzip")));
});

Deno.test("deploy.sh --rollback --dry-run shows the way back and does not go it", async () => {
  await using done = await installed();
  const newer = await Deno.readLink(`${done.root}/opt/tgtk/current`);
  await olderRelease(done);
  await done.deploy(...TARGET);
  await done.asked();
  const { code, text } = await done.deploy("--rollback", "--dry-run");
  assert.equal(code, 0, text);
  assert.match(text, /^\+ systemctl restart tgtk\.service$/m);
  assert.equal(await Deno.readLink(`${done.root}/opt/tgtk/current`), newer);
  assert.deepEqual(await done.asked(), []);
});

for (
  const [args, reason] of [
    [["Tgtk.example.org", "a@b.org"], "expected a domain in small letters"],
    [["x; rm -rf /", "a@b.org"], "expected a domain in small letters"],
    [["tgtk.example.org", "nobody"], "expected an e-mail address"],
    [["tgtk.example.org"], "Usage:"],
    [["--rollback"], "no release before this one"],
  ] as const
) {
  Deno.test(`deploy.sh refuses ${args.join(" ")}`, async () => {
    await using fresh = await machine();
    const { code, text } = await fresh.deploy(...args);
    assert.notEqual(code, 0);
    assert.ok(text.includes(reason), text);
    assert.deepEqual(await fresh.asked(), []);
  });
}
