/**
 * Compiles the program for the five systems it is released for, with the permissions of `start` built
 * in, and writes their SHA-256 sums: `compile.ts [--out FOLDER] [TARGET…]`.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { parseArgs } from "node:util";

/** The systems, as `deno compile` names them, and the files made for them. */
export const TARGETS: Readonly<Record<string, string>> = {
  "x86_64-unknown-linux-gnu": "tgtk-linux-x64",
  "aarch64-unknown-linux-gnu": "tgtk-linux-arm64",
  "x86_64-apple-darwin": "tgtk-macos-x64",
  "aarch64-apple-darwin": "tgtk-macos-arm64",
  "x86_64-pc-windows-msvc": "tgtk-windows-x64.exe",
};

/** What one call of `deno compile` takes. */
export function compileArgs(target: string, output: string): string[] {
  return [
    "compile",
    "--frozen",
    "--no-prompt",
    "-P=start",
    `--target=${target}`,
    `--output=${output}`,
    "src/main.ts",
  ];
}

/** A line of a file that `sha256sum --check` reads. */
export function sumLine(bytes: Uint8Array, name: string): string {
  return `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    args: Deno.args,
    allowPositionals: true,
    options: { out: { type: "string", default: "dist" } },
  });
  const targets = positionals.length > 0 ? positionals : Object.keys(TARGETS);
  const unknown = targets.find((target) => !(target in TARGETS));
  if (unknown !== undefined) {
    console.error(`Cannot compile for ${unknown}: expected ${Object.keys(TARGETS).join(", ")}`);
    Deno.exit(2);
  }
  await Deno.mkdir(values.out, { recursive: true });
  let sums = "";
  for (const target of targets) {
    const name = TARGETS[target] ?? "";
    const output = `${values.out}/${name}`;
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: compileArgs(target, output),
      cwd: new URL("..", import.meta.url),
    }).spawn().status;
    if (code !== 0) Deno.exit(code);
    sums += sumLine(await Deno.readFile(output), name);
  }
  await Deno.writeTextFile(`${values.out}/SHA256SUMS`, sums);
}
