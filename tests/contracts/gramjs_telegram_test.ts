import type { TraceLine } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { contractWorld } from "./contract_world.ts";
import { findingContract } from "./finding_contract.ts";
import { type ContractSetup, telegramContract } from "./telegram_contract.ts";

function setup(): Promise<ContractSetup> {
  const trace: TraceLine[] = [];
  const sandbox = startSandbox({ world: contractWorld(), trace: (line) => trace.push(line) });
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  const telegram = gramjsTelegram({
    session: session.value,
    api_id: sandbox.ready.api_id,
    appVersion: "0.1.0",
    connectTimeoutMs: 10_000,
  });
  return Promise.resolve({
    telegram,
    methods: () => trace.map(({ method }) => method).filter((name) => name !== "help.getConfig"),
    close: async () => {
      await telegram.close();
      await sandbox.close();
    },
  });
}

telegramContract("gramjsTelegram()", setup);
findingContract("gramjsTelegram()", setup);
