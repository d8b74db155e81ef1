/** How soon the program answers. */

import manifest from "../../../deno.json" with { type: "json" };
import { accountOf } from "../../e2e/in_process.ts";
import { type Program, start, tgtk } from "../../e2e/program.ts";
import { connectStdio } from "../../e2e/stdio_client.ts";
import { alternate, ratios } from "../measure/alternate.ts";
import { spreadOf } from "../measure/spread.ts";
import { sandboxProcess } from "../sandbox_process.ts";
import type { Part } from "./part.ts";

const SDK = "@modelcontextprotocol/server";
/** As a host starts it. */
const SERVE = manifest.tasks.start.command.split(" ").slice(1);

async function millisecondsOf(args: readonly string[], env: Record<string, string>, until: Until) {
  const since = performance.now();
  await using program = start(args, env);
  await until(program);
  return performance.now() - since;
}

type Until = (program: Program) => Promise<unknown>;

const ended: Until = (program) => program.ended();

/** The host reads its answers as it goes on: what comes after the one that counts is not timed. */
const listed: Until = async (program) => {
  const { ask } = await connectStdio(program);
  const { result } = await ask("tools/list", {});
  if (result.tools.length === 0) throw new Error("Cannot measure: there are no tools");
};

const answered: Until = async (program) => {
  const { call } = await connectStdio(program);
  const page = await call("tg_fetch_history", { chat: "@tgtk_big", page_size: 100 });
  if (page.structuredContent?.messages.length !== 100) {
    throw new Error("Cannot measure: the first answer is not a page");
  }
};

export const START: Part = {
  title: "Start",
  about: "A process is started and asked over stdio; milliseconds of time on the clock, from its " +
    "start. Beside it, in alternation, `deno eval` imports the SDK's server and ends. The first " +
    "answer is a page of 100: GramJS is loaded, Telegram connected to, and the chat resolved.",
  async measure({ isQuick }) {
    await using sandbox = await sandboxProcess(0);
    const env = accountOf(sandbox.ready);
    const times = await alternate(isQuick ? 3 : 15, {
      "deno eval with the SDK": () =>
        millisecondsOf(["eval", `import "${manifest.imports[SDK]}";`], env, ended),
      "deno task start, to tools/list": () => millisecondsOf(SERVE, env, listed),
      "the first page of 100": () => millisecondsOf(tgtk("serve"), env, answered),
    });
    const listing = times["deno task start, to tools/list"];
    const ratio = ratios(listing, times["deno eval with the SDK"]);
    return {
      targets: [{
        what: "Process start to answered `tools/list`, beside `deno eval` with the SDK imported",
        bound: "at most",
        value: 2,
        unit: "times",
        measured: ratio.median,
      }],
      tables: [{
        columns: ["from the start of the process to", "ms"],
        rows: [
          ...Object.entries(times).map(([name, values]) => [name, spreadOf(values)]),
          ["tools/list, times deno eval", ratio],
        ],
      }],
      plots: [],
    };
  },
};
