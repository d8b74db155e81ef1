/** The processor time of another process. */

/** What Linux counts in: `USER_HZ` is 100 on every platform that Deno runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Asks for the time that a process has spent, all its threads together.
 *
 * @returns Seconds, user and system; nothing where the system is not Linux.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processSeconds(pid: number): number | undefined {
  if (Deno.build.os !== "linux") return undefined;
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The second field is a name in brackets and may hold spaces; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
