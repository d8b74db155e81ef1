/**
 * Temporary auth keys, and the permanent ones that they stand for.
 *
 * https://core.telegram.org/api/pfs
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import { type BindMessage, openBindMessage } from "../../login/bind_message.ts";
import type { Login } from "../../login/login.ts";
import { tlLong, toHex } from "../../mtproto/tl.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";

interface Bind {
  readonly permAuthKeyId: Api.long;
  readonly nonce: Api.long;
  readonly expiresAt: number;
  readonly encryptedMessage: Uint8Array;
}

interface Drop {
  readonly exceptAuthKeys: readonly Api.long[];
}

/**
 * Binding. A permanent key may have several temporary ones at a time: clients use one for media, and
 * Telegram's rule that a new binding ends the one before does not cross those.
 */
export function tempKeysService(login: Login): Service {
  return {
    "auth.bindTempAuthKey": method((request: Bind, context) => bind(request, login, context)),
    "auth.dropTempAuthKeys": method(({ exceptAuthKeys }: Drop, { caller }) => {
      login.keys.unbind(caller.authKeyId, new Set(exceptAuthKeys.map(keyIdOf)));
      return { answer: true };
    }),
  };
}

function bind(request: Bind, { authKeys, keys }: Login, context: ServiceContext): RpcOutcome {
  const { authKeyId } = context.caller;
  if (authKeys.get(authKeyId)?.expiresAt === undefined) {
    return rpcError(400, "TEMP_AUTH_KEY_EMPTY");
  }
  if (request.expiresAt <= context.now()) return rpcError(400, "EXPIRES_AT_INVALID");
  const permanentId = keyIdOf(request.permAuthKeyId);
  const key = authKeys.get(permanentId);
  const isPermanent = key !== undefined && key.expiresAt === undefined;
  const message = isPermanent ? openBindMessage(key, request.encryptedMessage) : undefined;
  if (message === undefined || !confirms(message, request, context)) {
    return rpcError(400, "ENCRYPTED_MESSAGE_INVALID");
  }
  const isBound = keys.bind(authKeyId, permanentId);
  return isBound ? { answer: true } : rpcError(400, "TEMP_AUTH_KEY_ALREADY_BOUND");
}

/** Whether the message was made for this very request. */
function confirms(message: BindMessage, request: Bind, { caller }: ServiceContext): boolean {
  return message.nonce === unsigned(request.nonce) &&
    message.temporaryKeyId === caller.authKeyId &&
    message.permanentKeyId === keyIdOf(request.permAuthKeyId) &&
    message.sessionId === caller.sessionId &&
    message.messageId === caller.messageId &&
    message.expires === request.expiresAt;
}

function keyIdOf(id: Api.long): string {
  return toHex(tlLong(unsigned(id)));
}

function unsigned(value: Api.long): bigint {
  return BigInt.asUintN(64, BigInt(value.toString()));
}
