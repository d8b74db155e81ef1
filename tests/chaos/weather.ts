/** A sandbox in bad weather, and the engine on it with the policies that `cli/wire.ts` puts round it. */

import { exportChanges } from "../../src/exports/changes.ts";
import { depsOver } from "../exports/exporting.ts";
import { Buffer } from "node:buffer";
import { chatFinder } from "../../src/history/chats.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import type { TraceLine } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { aroundCalls, type CallName } from "../../src/telegram/around.ts";
import { deadlines, withDeadlines } from "../../src/telegram/deadlines.ts";
import { withFloodWaits } from "../../src/telegram/flood.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import type { Telegram } from "../../src/telegram/port.ts";
import { withRetries } from "../../src/telegram/retry.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import type { Sleep } from "../../src/telegram/sleep.ts";
import { withTimeout } from "../../src/telegram/timeout.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import type { Tool } from "../../src/tools/tool.ts";
import { layWire } from "../telegram/gramjs/wire.ts";
import { type Roughness, type RoughWire, roughWire } from "./rough_wire.ts";
import { type SkippingTime, skippingTime } from "./skipping_time.ts";
import { brew } from "./storm.ts";

/** Seconds of `TGTK_REQUEST_TIMEOUT_S`, of which a try takes half at most. */
const REQUEST_TIMEOUT_S = 30;

/** What a run is. */
export interface WeatherOptions {
  readonly world: World;
  /** Absent: the weather is fine. */
  readonly seed?: number;
  /** The wire is all that is bad: the data centre does as it should. */
  readonly isDry?: boolean;
  /** What the wire does to connections beside; absent: nothing. */
  readonly roughness?: Roughness;
  /** About how many calls there will be. */
  readonly calls: number;
  /** `TGTK_FLOOD_WAIT_MAX_S`. */
  readonly floodWaitMaxS: number;
}

/** An answer takes so many milliseconds at most from the engine to whoever decides about calls. */
const MOMENT_MS = 5;

/** A run's parts. */
export function weather(options: WeatherOptions) {
  const { seed } = options;
  const counts = { calls: 0, undercut: 0, untold: 0, early: 0, floods: 0, tries: 0, cuts: 0 };
  /** Over which connection a method was last told to wait. */
  const toldOver = new Map<string, number>();
  const told = new Map<CallName, { readonly since: number; readonly until: number }>();
  let inFlight = 0;
  let laid: RoughWire | undefined;
  const time = skippingTime(() => inFlight + (laid?.underWay() ?? 0));
  // The data centre is gone for real milliseconds: skipped ones do not bring it back.
  const storm = seed === undefined || options.isDry
    ? undefined
    : brew(seed, options.calls, time.hold);
  const sandbox = startSandbox({
    world: options.world,
    clock: time.now,
    trace: ({ answer, connection, method }: TraceLine) => {
      time.stir();
      counts.calls += 1;
      if (answer["undercut"] === true) {
        counts[toldOver.get(method) === connection ? "undercut" : "untold"] += 1;
      }
      if (!String(answer["error_message"]).startsWith("FLOOD_WAIT")) return;
      counts.floods += 1;
      toldOver.set(method, connection);
    },
    ...(storm === undefined ? {} : { faults: { faults: storm.faults } }),
  });
  const wire = laid = wireFor(options, sandbox.ready.port, time.stir);
  const session = parseSessionString(sandbox.ready.string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  const engine = gramjsTelegram({
    session: { ...session.value, port: wire.port },
    api_id: sandbox.ready.api_id,
    appVersion: "chaos",
    connectTimeoutMs: REQUEST_TIMEOUT_S * 1000,
    clock: time.now,
    timer: time.timer,
  });
  const counted = aroundCalls(engine, async (name, call, run) => {
    inFlight += 1;
    counts.tries += 1;
    time.stir();
    const wait = told.get(name);
    // What left in the same moment could not know.
    if (wait !== undefined && time.now() < wait.until && time.now() > wait.since + MOMENT_MS) {
      counts.early += 1;
    }
    try {
      const outcome = await run(call);
      if (!outcome.ok && outcome.failure.code === "FLOOD_WAIT") {
        const since = time.now();
        told.set(name, { since, until: since + outcome.failure.retry_after_s * 1000 });
      }
      return outcome;
    } finally {
      inFlight -= 1;
      time.stir();
    }
  });
  let waitedMs = 0;
  const wait: Sleep = (ms, signal) => {
    waitedMs += ms;
    return time.sleep(ms, signal);
  };
  const telegram = withPolicies(counted, { ...options, time, wait });
  let cutter: ReturnType<typeof setTimeout> | undefined;
  const cutLater = (): void => {
    if (storm === undefined) return;
    cutter = setTimeout(() => {
      counts.cuts += 1;
      wire.cut();
      cutLater();
    }, storm.nextCutMs());
  };
  cutLater();
  return {
    telegram,
    time,
    counts,
    tools: toolsOver(telegram),
    storm,
    wire,
    /** Milliseconds slept for flood waits so far. */
    waitedMs: () => waitedMs,
    async close() {
      clearTimeout(cutter);
      await telegram.close();
      time.close();
      await wire.close();
      await sandbox.close();
    },
  };
}

function wireFor(
  { roughness, seed = 0 }: WeatherOptions,
  toPort: number,
  stir: () => void,
): RoughWire {
  if (roughness !== undefined) return roughWire({ toPort, seed, roughness, stir });
  return { ...layWire(toPort), cuts: () => 0, swaps: () => 0, underWay: () => 0 };
}

/** In the order of `cli/wire.ts`, without a pace. */
function withPolicies(
  engine: Telegram,
  { floodWaitMaxS, time, wait }: Pick<WeatherOptions, "floodWaitMaxS"> & {
    readonly time: SkippingTime;
    readonly wait: Sleep;
  },
): Telegram {
  const known = deadlines(time.now);
  const timed = withTimeout(engine, { seconds: REQUEST_TIMEOUT_S / 2, timer: time.timer });
  const tried = withRetries(withDeadlines(timed, known), { clock: time.now, sleep: time.sleep });
  return withFloodWaits(tried, { deadlines: known, maxWaitS: floodWaitMaxS, sleep: wait });
}

function toolsOver(telegram: Telegram): readonly Tool[] {
  return toolbox({
    telegram,
    chats: chatFinder(telegram, { mode: "public" }),
    privacy: { mode: "off", kinds: new Set() },
    exports: depsOver(telegram),
    exportChanges: exportChanges(),
    cursorKey: Buffer.alloc(32, 7),
    random: (bytes) => Buffer.alloc(bytes, 5),
  });
}
