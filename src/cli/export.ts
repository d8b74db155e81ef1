/**
 * `tgtk export`: the export engine from a terminal.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { ExportOptions } from "../exports/export.ts";
import { exportMessages } from "../exports/export_messages.ts";
import { type ExportInput, exportRequest } from "../tools/export_request.ts";
import type { Flags } from "./command.ts";
import { commandConfig } from "./command_config.ts";
import { destinationOf, wantedBy } from "./export/destination.ts";
import { endOf, refusalOf } from "./export/ending.ts";
import { commandSentence, exportInputOf } from "./export/input.ts";
import { progressMeter } from "./export/progress.ts";
import { openScreen } from "./export/screen.ts";
import { beginningWords, UNHELD } from "./export/words.ts";
import { exportDepsOf } from "./export_deps.ts";
import { EXIT_USAGE, type Io } from "./io.ts";
import { type Reader, wireReader } from "./reader.ts";
import { LOCAL_PRINCIPAL } from "./wire.ts";

/** One call of the command. */
interface Call {
  readonly input: ExportInput;
  readonly flags: Flags;
  readonly args: readonly string[];
  readonly io: Io;
  /** Says what is said last, once nothing is drawn any more. */
  readonly last: Io["err"];
  /** The run's limits and listeners. */
  readonly options: ExportOptions;
}

/**
 * Exports, or goes on with what an earlier call has begun.
 *
 * @param flags As the command's options.
 * @param io The surroundings.
 * @param args What the flags were read from: they are the command that goes on.
 * @returns The exit code.
 */
export async function exportChat(
  flags: Flags,
  io: Io,
  args: readonly string[],
): Promise<number> {
  const input = exportInputOf(flags);
  if (!input.ok) {
    io.err(commandSentence(input.failure));
    return EXIT_USAGE;
  }
  const config = commandConfig(flags, io);
  if (config === undefined) return EXIT_USAGE;
  const meter = progressMeter(flags.demo === true ? "unlimited" : config.TGTK_PACE, Date.now);
  const screen = openScreen(io, meter, Date.now);
  const options: ExportOptions = {
    signal: io.stopSignal(),
    calls: {
      waiting({ ms }) {
        meter.waits(ms);
        screen.moved();
      },
    },
    onProgress(progress) {
      meter.hear(progress);
      screen.moved();
    },
  };
  const last: Io["err"] = (line) => {
    screen.end();
    io.err(line);
  };
  try {
    return await withReader(config, {
      last,
      input: input.value,
      flags,
      args,
      io: { ...io, err: screen.err },
      options,
    });
  } finally {
    screen.end();
  }
}

async function withReader(config: Config, call: Call): Promise<number> {
  const reader = await wireReader(config, call.flags, call.io, "export");
  if ("error" in reader) {
    call.io.err(reader.error);
    return EXIT_USAGE;
  }
  try {
    return await exportFrom(reader, call);
  } finally {
    await reader.close();
  }
}

async function exportFrom(
  reader: Reader,
  { args, flags, input, io, last, options }: Call,
): Promise<number> {
  const { calls, signal } = options;
  const request = await exportRequest(input, LOCAL_PRINCIPAL, reader, { ...calls, signal });
  if (!request.ok) return refusalOf(request.failure, { args, io: { err: last }, signal });
  const wanted = wantedBy(flags, request.value.chat);
  const destination = destinationOf(wanted, reader.config, io, signal);
  const ending = { args, io: { err: last }, signal, destination };
  const prepared = await destination.prepare();
  if (!prepared.ok) return refusalOf(prepared.failure, ending);
  if (!destination.isResumable) io.err(UNHELD);
  const deps = exportDepsOf(reader.telegram, destination.deps.store, reader.config);
  const startedAt = Date.now();
  const done = await exportMessages({ ...deps, ...destination.deps }, request.value, {
    ...options,
    onProgress: beginningWords(io.err, options.onProgress),
  });
  return await endOf(done, ending, startedAt);
}
