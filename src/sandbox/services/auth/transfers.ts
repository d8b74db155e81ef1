/**
 * Authorizations that are carried to another auth key.
 *
 * https://core.telegram.org/api/datacenter#authorization-transfer
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";
import { randomBytes, toHex } from "../../mtproto/tl.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";
import { notSignedIn, signedIn } from "./enter.ts";

interface Exported {
  readonly id: Api.long;
  readonly bytes: Uint8Array;
}

/** `auth.exportAuthorization`, `auth.importAuthorization` and the one for bots, of which there are none. */
export function transfersService(login: Login): Service {
  return {
    "auth.exportAuthorization": method(({ dcId }: { readonly dcId: number }, context) =>
      exportAuthorization(dcId, login, context)
    ),
    "auth.importAuthorization": method((exported: Exported, context) =>
      importAuthorization(exported, login, context)
    ),
    "auth.importBotAuthorization": () => rpcError(400, "ACCESS_TOKEN_INVALID"),
  };
}

/** As there is but one data centre, an authorization is carried to another key of the same one. */
function exportAuthorization(
  dcId: number,
  { transfers }: Login,
  { caller: { userId }, address }: ServiceContext,
): RpcOutcome {
  if (userId === undefined) return notSignedIn();
  if (dcId !== address.dcId) return rpcError(400, "DC_ID_INVALID");
  const bytes = randomBytes(96);
  transfers.set(toHex(bytes), userId);
  const id = bigInt(userId);
  return { answer: new Api.auth.ExportedAuthorization({ id, bytes: Buffer.from(bytes) }) };
}

/** An authorization can be imported once. No password is asked for. */
function importAuthorization(
  { id, bytes }: Exported,
  login: Login,
  context: ServiceContext,
): RpcOutcome {
  const name = toHex(bytes);
  const userId = login.transfers.get(name);
  if (userId === undefined) return rpcError(400, "AUTH_BYTES_INVALID");
  if (!id.equals(userId)) return rpcError(400, "USER_ID_INVALID");
  login.transfers.delete(name);
  return { answer: signedIn(login, context) };
}
