/**
 * Deno KV as the store of leases.
 *
 * @module
 */

import type { LeaseStore } from "../telegram/lease/kv.ts";

/** As much of Deno KV as is needed; its own types are there with an unstable flag only. */
export interface Kv {
  get(key: string[]): Promise<{ readonly value: unknown; readonly versionstamp: string | null }>;
  atomic(): KvTransaction;
  close(): void;
}

/** A transaction of Deno KV. */
export interface KvTransaction {
  check(entry: { readonly key: string[]; readonly versionstamp: string | null }): this;
  set(key: string[], value: unknown): this;
  delete(key: string[]): this;
  commit(): Promise<{ readonly ok: boolean }>;
}

/** Opens the database. */
export type OpenKv = () => Promise<Kv>;

/**
 * Keeps leases in Deno KV.
 *
 * @param kv The database.
 * @returns The store; its end closes the database.
 */
export function kvStore(kv: Kv): LeaseStore & { readonly close: () => void } {
  const keyOf = (key: string) => ["tgtk", "lease", key];
  return {
    async read(key) {
      const { value, versionstamp } = await kv.get(keyOf(key));
      return { value, version: versionstamp };
    },
    async write(name, value, version) {
      const key = keyOf(name);
      const checked = kv.atomic().check({ key, versionstamp: version });
      const { ok } = await (value === undefined ? checked.delete(key) : checked.set(key, value))
        .commit();
      return ok;
    },
    close: () => kv.close(),
  };
}
