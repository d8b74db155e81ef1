import { directoryStore } from "../../src/exports/stores/directory_store.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { exportStoreContract } from "./export_store_contract.ts";

exportStoreContract("memoryStore()", (room) =>
  Promise.resolve({
    store: memoryStore(room),
    close: () => Promise.resolve(),
  }));

exportStoreContract("directoryStore()", async (room) => {
  const root = await Deno.makeTempDir({ prefix: "tgtk_exports_" });
  return {
    store: directoryStore(root, room),
    close: () => Deno.remove(root, { recursive: true }),
  };
});
