/** What can be asked of Telegram, by GramJS's schema. */
import { Buffer } from "node:buffer";
import { Api } from "../../../src/gramjs.ts";

/** A request of GramJS's schema. */
export interface RequestClass {
  readonly CONSTRUCTOR_ID: number;
  readonly className: string;
  readonly classType: string;
}

/** Every request class of GramJS's schema, namespaces opened. */
export function requestClasses(): readonly RequestClass[] {
  const isClass = (value: unknown): value is RequestClass =>
    typeof value === "function" && "CONSTRUCTOR_ID" in value;
  return Object.values(Api)
    .flatMap((entry) => isClass(entry) ? [entry] : Object.values(entry as object).filter(isClass))
    .filter((entry) => entry.classType === "request");
}

/** Numbers as they stand on the wire. */
export function bytesOf(...ids: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * ids.length);
  ids.forEach((id, index) => bytes.writeUInt32LE(id, 4 * index));
  return bytes;
}
