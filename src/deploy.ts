/**
 * The program on Deno Deploy: name this file as the entry point of the application.
 *
 * @module
 */

import { deploy } from "./cli/deploy.ts";
import type { OpenKv } from "./cli/kv_store.ts";
import { processIo } from "./cli/process_io.ts";

const { openKv } = Deno as unknown as { readonly openKv?: OpenKv };

if (import.meta.main) {
  const port = Number(Deno.args[0] ?? 8000);
  Deno.exit(await deploy(processIo(), openKv, port, () => Deno.exit(1)));
}
