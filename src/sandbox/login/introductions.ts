/**
 * How clients introduced themselves: `invokeWithLayer` with `initConnection` in it. What was said
 * holds for an auth key, over all its connections, until it is said again: clients differ in what
 * they repeat after a reconnect.
 *
 * @see https://core.telegram.org/api/invoking
 * @see https://core.telegram.org/method/initConnection
 * @module
 */

import { type RpcError, rpcError, type TlRequest } from "../rpc.ts";

/** What a client says of itself. */
export interface Introduction {
  readonly apiId: number;
  readonly deviceModel: string;
  readonly systemVersion: string;
  readonly appVersion: string;
}

/** What has been heard. */
export interface Introductions {
  /**
   * Hears a request, its wrappers included.
   *
   * @param keyIds The auth key, then others for which the same is to hold: a temporary key's client is
   * that of the permanent key.
   * @returns What is wrong with its introduction, or that there never was one.
   */
  hear(
    keyIds: readonly [string, ...string[]],
    wrapped: TlRequest,
  ): RpcError | undefined;
  /** Takes a key for one whose client has introduced itself before. */
  presume(keyId: string): void;
  of(keyId: string): Introduction;
}

/**
 * Makes an empty register.
 *
 * @param apiId The one application that there is.
 */
export function createIntroductions(apiId: number): Introductions {
  const heard = new Map<string, Introduction>();
  const layered = new Set<string>();
  const unknown = { apiId, deviceModel: "Unknown", systemVersion: "", appVersion: "" };
  return {
    hear(keyIds, wrapped) {
      const [keyId] = keyIds;
      const { hasLayer, introduction } = wrappersOf(wrapped);
      const isLayered = hasLayer || layered.has(keyId);
      const fault = introductionFault(introduction ?? heard.get(keyId), isLayered, apiId);
      if (hasLayer) layered.add(keyId);
      if (fault === undefined && introduction !== undefined) {
        for (const id of keyIds) heard.set(id, introduction);
      }
      return fault;
    },
    presume(keyId) {
      layered.add(keyId);
      heard.set(keyId, unknown);
    },
    of: (keyId) => heard.get(keyId) ?? unknown,
  };
}

function introductionFault(
  introduction: Introduction | undefined,
  isLayered: boolean,
  apiId: number,
): RpcError | undefined {
  if (introduction === undefined) return rpcError(400, "CONNECTION_NOT_INITED").error;
  if (!isLayered) return rpcError(400, "CONNECTION_LAYER_INVALID").error;
  if (introduction.apiId !== apiId) return rpcError(400, "CONNECTION_API_ID_INVALID").error;
  return undefined;
}

interface Wrappers {
  readonly hasLayer: boolean;
  readonly introduction?: Introduction;
}

function wrappersOf(request: TlRequest): Wrappers {
  const inner = request["query"];
  if (!isRequest(inner)) return { hasLayer: false };
  const found = wrappersOf(inner);
  switch (request.className) {
    case "InvokeWithLayer":
      return { ...found, hasLayer: true };
    case "InitConnection":
      return { ...found, introduction: introductionOf(request) };
    default:
      return found;
  }
}

function introductionOf(request: TlRequest): Introduction {
  const { apiId, deviceModel, systemVersion, appVersion } = request as unknown as Introduction;
  return { apiId, deviceModel, systemVersion, appVersion };
}

function isRequest(value: unknown): value is TlRequest {
  return typeof (value as Partial<TlRequest> | null | undefined)?.className === "string";
}
