/** How often Telegram is called for a page. */

import { type ReaderName, READERS } from "../readers/reader.ts";
import { withReaders } from "../readers/readers.ts";

/** Pages that are compared with one alone: what is asked once, such as the chat, drops out. */
const PAGES = 11;

/** The sandbox writes a line for each request that it answers. */
async function linesOf(trace: string): Promise<number> {
  return (await Deno.readTextFile(trace)).split("\n").length - 1;
}

/**
 * Counts the Telegram calls that each reader makes for one page more.
 *
 * @param chat A chat without `@`.
 */
export async function callsOfPage(chat: string): Promise<Readonly<Record<ReaderName, number>>> {
  const trace = await Deno.makeTempFile({ prefix: "tgtk_bench_" });
  try {
    return await withReaders(
      0,
      async (readers) => {
        const callsFor = async (name: ReaderName, pages: number) => {
          const before = await linesOf(trace);
          await readers[name].ask({ chat, read: "newest", pages });
          return await linesOf(trace) - before;
        };
        const counts: Partial<Record<ReaderName, number>> = {};
        for (const name of READERS) {
          // The first call is the one that connects.
          await callsFor(name, 1);
          const one = await callsFor(name, 1);
          counts[name] = (await callsFor(name, PAGES) - one) / (PAGES - 1);
        }
        return counts as Record<ReaderName, number>;
      },
      "--trace",
      trace,
    );
  } finally {
    await Deno.remove(trace);
  }
}
