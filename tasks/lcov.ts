/**
 * Reads coverage reports in the LCOV format.
 *
 * @module
 */

/** How much of one file ran. */
export interface FileCoverage {
  readonly path: string;
  readonly found: number;
  readonly hit: number;
}

/**
 * Reads the line counts of a report.
 *
 * @param report The text that `deno coverage --lcov` prints.
 *
 * @example
 * ```ts
 * import { parseLcov } from "./lcov.ts";
 *
 * parseLcov("SF:/a.ts\nDA:1,2\nDA:2,0\nend_of_record\n");
 * // [{ path: "/a.ts", found: 2, hit: 1 }]
 * ```
 */
export function parseLcov(report: string): FileCoverage[] {
  return report.split("end_of_record")
    .map((record) => record.split("\n"))
    .flatMap((lines) => {
      const path = lines.find((line) => line.startsWith("SF:"))?.slice("SF:".length);
      if (path === undefined) return [];
      const counts = lines.filter((line) => line.startsWith("DA:"));
      const hit = counts.filter((line) => !line.endsWith(",0")).length;
      return [{ path, found: counts.length, hit }];
    });
}

/** Per cent of lines that ran, for one file or several; 100 when there are none. */
export function percentage(files: readonly FileCoverage[]): number {
  const found = files.reduce((sum, file) => sum + file.found, 0);
  const hit = files.reduce((sum, file) => sum + file.hit, 0);
  return found === 0 ? 100 : 100 * hit / found;
}
