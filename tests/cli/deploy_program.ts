/** The program of `src/deploy.ts` on a database that a test names: `deploy_program.ts PORT FILE`. */
import { deploy } from "../../src/cli/deploy.ts";
import type { OpenKv } from "../../src/cli/kv_store.ts";
import { processIo } from "../../src/cli/process_io.ts";

const { openKv } = Deno as unknown as { readonly openKv: (path?: string) => ReturnType<OpenKv> };

Deno.exit(
  await deploy(processIo(), () => openKv(Deno.args[1]), Number(Deno.args[0]), () => Deno.exit(1)),
);
