import assert from "node:assert/strict";
import { launchOf, permissionFlags } from "../../../src/cli/config/launch.ts";

/** A checkout, as this system writes its paths. */
const [DRIVE, FOLDER, SLASH] = Deno.build.os === "windows"
  ? ["/C:", "C:\\src\\tgtk", "\\"]
  : ["", "/src/tgtk", "/"];

const RUNNING = {
  entry: `file://${DRIVE}/src/tgtk/src/main.ts`,
  executable: "/usr/bin/deno",
  isCompiled: false,
  denoVersion: "2.9.6",
};

Deno.test("launchOf() starts a checkout from every folder, with the start set's permissions", async () => {
  const { command, args } = launchOf(RUNNING);
  assert.equal(command, "/usr/bin/deno");
  assert.deepEqual(args.filter((arg) => !arg.startsWith("--allow-net=")), [
    "run",
    "--quiet",
    "--no-prompt",
    "--allow-env=TELEGRAM_*,TGTK_*,OTEL_*",
    "--ignore-env",
    "--frozen",
    "--config",
    `${FOLDER}${SLASH}deno.json`,
    `${FOLDER}${SLASH}src${SLASH}main.ts`,
    "serve",
  ]);
  const manifest = JSON.parse(
    await Deno.readTextFile(new URL("../../../deno.json", import.meta.url)),
  );
  const { net, env, ...rest } = manifest.permissions.start;
  assert.deepEqual(rest, {}, "the start set grants more than the flags say");
  assert.equal(args[3], `--allow-net=${net.join(",")}`);
  assert.deepEqual(env, { allow: ["TELEGRAM_*", "TGTK_*", "OTEL_*"], ignore: true });
  assert.equal(permissionFlags().length, 3);
});

Deno.test("launchOf() does not name a file that npx throws away", () => {
  const executable = "/home/a/.npm/_npx/0123/node_modules/@deno/linux-x64-glibc/deno";
  const { command, args } = launchOf({ ...RUNNING, executable });
  assert.deepEqual([command, ...args.slice(0, 3)], ["npx", "-y", "deno@2.9.6", "run"]);
});

Deno.test("launchOf() starts a published program by its name", () => {
  const { args } = launchOf({ ...RUNNING, entry: "https://jsr.io/@tgtk/mcp/0.1.0/src/main.ts" });
  assert.match(args.at(-2)!, /^jsr:@tgtk\/mcp@\d+\.\d+\.\d+$/);
});
