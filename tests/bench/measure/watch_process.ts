/** What another process holds and spends, looked at again and again. */

import { processSeconds } from "./process_time.ts";

const EVERY_MS = 200;
const KIB_PER_MB = 1000 / 1.024;

/** What a process held and had spent at a moment. */
export interface Sample {
  /** Since the watch began. */
  readonly second: number;
  /** Resident. */
  readonly megabytes: number;
  /** Processor time. */
  readonly cpuSeconds: number;
}

/** Nothing when the process has ended, or where the system is not Linux. */
function megabytesOf(pid: number): number | undefined {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / KIB_PER_MB;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Looks at a process until it ends, or until the watch is ended; gives what was seen. */
export function watchProcess(pid: number): () => readonly Sample[] {
  const samples: Sample[] = [];
  const since = performance.now();
  const look = () => {
    const megabytes = megabytesOf(pid);
    if (megabytes === undefined) return;
    const cpuSeconds = processSeconds(pid) ?? NaN;
    samples.push({ second: (performance.now() - since) / 1000, megabytes, cpuSeconds });
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    look();
    clearInterval(timer);
    return samples;
  };
}
