/** All parts, in the order of the page. */

import type { Part } from "./part.ts";

/** Each is loaded when it is run. */
export const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  start: async () => (await import("./start.ts")).START,
  page: async () => (await import("./page.ts")).PAGE_OF_100,
  paged: async () => (await import("./paged.ts")).PAGED,
  export: async () => (await import("./exporting.ts")).EXPORTING,
  memory: async () => (await import("./memory.ts")).MEMORY,
  http: async () => (await import("./http.ts")).HTTP,
  http_overhead: async () => (await import("./http_overhead.ts")).HTTP_OVERHEAD,
  masking: async () => (await import("./masking.ts")).MASKING,
  tokens: async () => (await import("./tokens.ts")).TOKENS,
  sandbox: async () => (await import("./serving.ts")).SERVING,
};
