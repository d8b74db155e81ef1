import assert from "node:assert/strict";
import { accountFindings } from "../../../src/cli/doctor/account.ts";
import { dataCentreFindings } from "../../../src/cli/doctor/data_centres.ts";
import { doctor, type Patient } from "../../../src/cli/doctor/doctor.ts";
import { hostFindings } from "../../../src/cli/doctor/host_files.ts";
import { permissionFindings } from "../../../src/cli/doctor/permissions.ts";
import { config } from "../../../src/cli/config/config.ts";
import type { FaultScript } from "../../../src/sandbox/faults/script.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { acquireLease } from "../../../src/telegram/lease/lease.ts";
import { leaseKey } from "../../../src/telegram/lease/key.ts";
import { parseSessionString } from "../../../src/telegram/session_string.ts";
import { accountOf } from "../../e2e/in_process.ts";
import { tinyWorld } from "../../sandbox/tiny_world.ts";
import { fakeIo } from "../fake_io.ts";

const LAUNCH = { command: "/bin/tgtk", args: ["serve"] };

/** A machine where all is as it should be. */
const WELL: Patient = {
  query: (permission) => permission.name === "net" ? "host" in permission : isOurs(permission),
  reach: () => Promise.resolve("answers"),
  machine: undefined,
  launch: LAUNCH,
};

function isOurs(permission: Deno.PermissionDescriptor): boolean {
  return permission.name === "env" && /^(TELEGRAM|TGTK|OTEL)_/.test(permission.variable ?? "");
}

/** The doctor's lines about a session at a sandbox. */
async function atSandbox(
  faults: FaultScript["faults"],
  during: (environment: Record<string, string>) => Promise<() => Promise<void>> = () =>
    Promise.resolve(() => Promise.resolve()),
) {
  const sandbox = startSandbox({ world: tinyWorld(), faults: { faults: [...faults] } });
  const environment = accountOf(sandbox.ready);
  const after = await during(environment);
  const io = fakeIo(environment);
  const code = await doctor({}, io, WELL);
  await after();
  await sandbox.close();
  const place = `127.0.0.1:${sandbox.ready.port}`;
  // Where hosts are is another test's matter.
  const lines = io.outLines.slice(0, -2).map((line) => line.replace(place, "PLACE"));
  return { code, lines };
}

const WELL_SO_FAR = [
  "ok       configuration: complete.",
  "ok       permissions: as narrow as they can be.",
  "ok       data centre: 2 (PLACE) answers.",
];

Deno.test("doctor finds nothing wrong with a server that can work", async () => {
  assert.deepEqual(await atSandbox([]), {
    code: 0,
    lines: [
      ...WELL_SO_FAR,
      "ok       lease: nobody else on this machine uses the session.",
      "ok       session: Telegram takes it.",
      "ok       account: in good standing.",
      "ok       clock: agrees with Telegram's.",
    ],
  });
});

Deno.test("doctor says that the session was ended", async () => {
  const end = { end_session: { error: "SESSION_REVOKED" } } as const;
  assert.deepEqual(await atSandbox([{ when: { method: "users.getUsers" }, do: end }]), {
    code: 1,
    lines: [
      ...WELL_SO_FAR,
      "FAILED   session: Telegram does not take it: it was ended, or the account was.",
      "         → make a new one with tgtk login",
    ],
  });
});

Deno.test("doctor says that the account is frozen", async () => {
  const { code, lines } = await atSandbox([{
    when: { method: "contacts.resolveUsername" },
    do: { error: { code: 420, message: "FROZEN_METHOD_INVALID" } },
  }]);
  assert.equal(code, 1);
  assert.equal(lines[5], "FAILED   account: Telegram has frozen it: it can read nothing new.");
});

Deno.test("doctor says that the clock is wrong, and that the server can still work", async () => {
  const { code, lines } = await atSandbox([{
    when: { call: { nth: 1 } },
    do: { skew_clock: { seconds: 20 } },
  }]);
  assert.equal(code, 0);
  assert.match(lines.at(-2)!, /^WARNING {2}clock: is (19|20|21) s behind Telegram's\.$/);
});

Deno.test("doctor leaves a session alone that somebody uses, and names them", async () => {
  const { code, lines } = await atSandbox([], async (environment) => {
    const session = parseSessionString(environment["TELEGRAM_STRING_SESSION"]!);
    assert.ok(session.ok);
    const lease = await acquireLease({
      key: await leaseKey(session.value.auth_key),
      holder: "serve, pid 123",
      basePort: Number(environment["TGTK_LEASE_PORT"]),
    });
    assert.ok(lease.ok);
    return lease.value.release;
  });
  assert.equal(code, 0);
  assert.deepEqual(lines.slice(3), [
    "ok       lease: the session is in use by serve, pid 123, so Telegram was not asked about it.",
    "         → stop that one first, to have the session itself looked at",
  ]);
});

Deno.test("doctor reports everything that is wrong at once, as JSON if asked", async () => {
  const io = fakeIo({ TELEGRAM_API_ID: "x", TGTK_PACES: "fast" });
  const patient: Patient = { ...WELL, reach: () => Promise.resolve("unreachable") };
  assert.equal(await doctor({ json: true }, io, patient), 1);
  assert.equal(io.outLines.length, 1);
  const { ok, findings } = JSON.parse(io.outLines[0]!);
  assert.equal(ok, false);
  assert.deepEqual(
    findings.map(({ check, state }: { check: string; state: string }) => `${check} ${state}`),
    [
      "configuration failed",
      "configuration failed",
      "configuration failed",
      "configuration failed",
      "permissions ok",
      "data centre failed",
      "data centre failed",
      "data centre failed",
      "data centre failed",
      "data centre failed",
      "session skipped",
      "host skipped",
    ],
  );
});

Deno.test("doctor tells no secret", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  const environment = accountOf(sandbox.ready);
  for (const json of [{}, { json: true }] as const) {
    const io = fakeIo(environment);
    await doctor(json, io, WELL);
    const told = [...io.outLines, ...io.errLines].join("\n");
    assert.ok(!told.includes(environment["TELEGRAM_API_HASH"]!));
    assert.ok(!told.includes(environment["TELEGRAM_STRING_SESSION"]!.slice(20, 60)));
  }
  await sandbox.close();
});

const TELEGRAM = [
  ..."149.154.160.0/20 91.108.4.0/22 91.108.8.0/22 91.108.12.0/22 91.108.16.0/22".split(" "),
  ..."91.108.20.0/22 91.108.56.0/22 91.105.192.0/23 95.161.64.0/20 185.76.151.0/24".split(" "),
].flatMap((network) => [`${network}:443`, `${network}:80`]).join(",");

Deno.test("permissionFindings() names what is missing, with its flag", () => {
  const isHere = (host: string) => !/^(91\.105|127\.0\.0\.1:5000[01]$)/.test(host);
  const findings = permissionFindings(
    (permission) => permission.name === "net" && isHere(permission.host ?? "91.105"),
    50_000,
  );
  assert.deepEqual(findings, [
    {
      check: "permissions",
      state: "failed",
      words: "the program may not use some of the network that the server needs.",
      // All of it, as the flag takes the place of every other list.
      mend: `start it with --allow-net=${TELEGRAM},127.0.0.1:50000,127.0.0.1:50001,` +
        "127.0.0.1:50002,127.0.0.1:50003,127.0.0.1:50004,127.0.0.1:50005,127.0.0.1:50006," +
        "127.0.0.1:50007",
    },
    {
      check: "permissions",
      state: "failed",
      words: "the program may not use the environment that the server needs.",
      mend: "start it with --allow-env=TELEGRAM_*,TGTK_*,OTEL_* --ignore-env",
    },
  ]);
});

Deno.test("permissionFindings() names what is too wide", () => {
  const [finding] = permissionFindings(() => true, 47_110);
  assert.equal(finding?.state, "warning");
  assert.equal(
    finding?.words,
    "wider than the server needs: the whole network, the whole environment, writing files, " +
      "running programs, native libraries, facts about the system.",
  );
});

Deno.test("dataCentreFindings() fails for the session's own, and warns of the others", async () => {
  const own = { dc_id: 4, address: "149.154.167.91", port: 443 };
  const findings = await dataCentreFindings(
    own,
    ({ dc_id }) => Promise.resolve(dc_id < 3 ? "answers" : dc_id === 4 ? "silent" : "denied"),
  );
  assert.deepEqual(findings.map(({ state, words }) => `${state} ${words}`), [
    "failed 4 (149.154.167.91:443) takes the connection, but does not answer as a data centre does.",
    "ok 1 (149.154.175.53:443) answers.",
    "ok 2 (149.154.167.51:443) answers.",
    "warning 3 (149.154.175.100:443) may not be reached by this program.",
    "warning 5 (91.108.56.130:443) may not be reached by this program.",
  ]);
});

Deno.test("accountFindings() tells a restricted account, a slow clock and a lost connection", () => {
  const value = { is_frozen: false, is_restricted: true, clock_ahead_s: -60 };
  assert.deepEqual(accountFindings({ ok: true, value }).slice(2).map(({ words }) => words), [
    "Telegram has restricted it.",
    "is 60 s ahead of Telegram's.",
  ]);
  const failure = { code: "UPSTREAM", rpc_code: "CONNECT_TIMEOUT" } as const;
  const [lost] = accountFindings({ ok: false, failure });
  assert.equal(lost?.state, "failed");
  assert.match(lost!.words, /^Cannot reach Telegram \(CONNECT_TIMEOUT\)/);
});

Deno.test("hostFindings() says of each host's file whether it starts this program", async () => {
  const home = await Deno.makeTempDir();
  const machine = {
    os: "linux",
    home,
    settings: `${home}/.config`,
    codex: `${home}/.codex`,
    project: home,
  } as const;
  const running = { entry: "", executable: "/bin/tgtk", isCompiled: true, denoVersion: "" };
  const where = { machine, running, now: 0 };
  const states = async () =>
    (await hostFindings(machine, LAUNCH)).map(({ state, words }) =>
      `${state} ${words.replaceAll(home, "~")}`
    );
  assert.deepEqual(await states(), ["skipped no host's configuration is on this machine."]);
  for (const client of ["claude-desktop", "codex", "goose"]) {
    await config({ client, write: true }, fakeIo(), where);
  }
  await config({ client: "cursor", url: "https://h/mcp", write: true }, fakeIo(), where);
  await config({ client: "vscode", write: true }, fakeIo(), {
    ...where,
    running: { ...running, executable: "/bin/another" },
  });
  await Deno.writeTextFile(`${home}/.mcp.json`, "{");
  await Deno.mkdir(`${home}/.codeium/windsurf/mcp_config.json`, { recursive: true });
  await Deno.mkdir(`${home}/.gemini`);
  await Deno.writeTextFile(`${home}/.gemini/settings.json`, "{}");
  assert.deepEqual(await states(), [
    "warning Claude Desktop (~/.config/Claude/claude_desktop_config.json) still lacks the account.",
    "warning Claude Code (~/.mcp.json) cannot be read as JSON.",
    "ok Cursor (~/.cursor/mcp.json) reaches a server over HTTP.",
    "warning VS Code (~/.config/Code/User/mcp.json) starts another program, or this one with " +
    "other permissions.",
    "warning Windsurf (~/.codeium/windsurf/mcp_config.json) cannot be read as JSON.",
    "ok Codex (~/.codex/config.toml) starts this program.",
    "skipped Gemini CLI (~/.gemini/settings.json) does not know this server.",
    "ok Goose (~/.config/goose/config.yaml) starts this program.",
  ]);
  await Deno.remove(home, { recursive: true });
});
