/**
 * The two-step password: `account.getPassword` and `auth.checkPassword`.
 *
 * https://core.telegram.org/api/srp
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";
import {
  createPasswordChallenge,
  isPasswordProof,
  isSoundProofValue,
  type PasswordSalts,
  type PasswordVerifier,
} from "../../login/password.ts";
import { DH_BYTES, DH_GENERATOR, DH_PRIME } from "../../mtproto/dh.ts";
import { bigEndian, randomBytes } from "../../mtproto/tl.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";
import { keyOf, notSignedIn, signedIn } from "./enter.ts";

const HINT = "the sandbox prints it";

/** Salts for a new password begin with these bytes of the server's; clients add their own. */
const NEW_SALT_BYTES = 8;

/** The two-step password. */
export function passwordService(login: Login): Service {
  return {
    "account.getPassword": (_request, context) => getPassword(login, context),
    "auth.checkPassword": method(
      ({ password }: { readonly password: Api.TypeInputCheckPasswordSRP }, context) =>
        checkPassword(password, login, context),
    ),
    // There is no address to send a recovery code to.
    "auth.requestPasswordRecovery": (_request, context) =>
      mayBeAsked(login, context) ? rpcError(400, "PASSWORD_RECOVERY_NA") : notSignedIn(),
  };
}

/** Whoever is signed in, or has shown a code, may know how the password is asked for. */
function mayBeAsked({ keys }: Login, { caller: { authKeyId } }: ServiceContext): boolean {
  return (keys.userOf(authKeyId) ?? keys.waitingUserOf(authKeyId)) !== undefined;
}

async function getPassword(login: Login, context: ServiceContext): Promise<RpcOutcome> {
  if (!mayBeAsked(login, context)) return notSignedIn();
  const verifier = await login.verifier();
  const answer = new Api.account.Password({
    ...(verifier && question(verifier, login, context)),
    newAlgo: kdfAlgo({ salt1: randomBytes(NEW_SALT_BYTES), salt2: randomBytes(16) }),
    newSecureAlgo: new Api.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000({
      salt: Buffer.from(randomBytes(NEW_SALT_BYTES)),
    }),
    secureRandom: Buffer.from(randomBytes(DH_BYTES)),
  });
  return { answer };
}

function question(verifier: PasswordVerifier, login: Login, context: ServiceContext) {
  const challenge = createPasswordChallenge(verifier);
  login.challenges.set(keyOf(context, login), challenge);
  return {
    hasPassword: true,
    currentAlgo: kdfAlgo(verifier),
    srp_B: Buffer.from(challenge.publicValue),
    srpId: bigInt(BigInt.asIntN(64, challenge.id)),
    hint: HINT,
  };
}

function kdfAlgo({ salt1, salt2 }: PasswordSalts): Api.TypePasswordKdfAlgo {
  return new Api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow({
    salt1: Buffer.from(salt1),
    salt2: Buffer.from(salt2),
    g: DH_GENERATOR,
    p: Buffer.from(bigEndian(DH_PRIME, DH_BYTES)),
  });
}

async function checkPassword(
  given: Api.TypeInputCheckPasswordSRP,
  login: Login,
  context: ServiceContext,
): Promise<RpcOutcome> {
  if (!mayBeAsked(login, context)) return notSignedIn();
  const verifier = await login.verifier();
  if (verifier === undefined) return rpcError(400, "PASSWORD_EMPTY");
  if (given.className === "InputCheckPasswordEmpty") return rpcError(400, "PASSWORD_HASH_INVALID");
  const fault = proofFault(given, verifier, login, keyOf(context, login));
  return fault === undefined ? { answer: signedIn(login, context) } : rpcError(400, fault);
}

/** Each challenge is good for one answer, right or wrong. */
function proofFault(
  { srpId, A, M1 }: Api.InputCheckPasswordSRP,
  verifier: PasswordVerifier,
  { challenges }: Login,
  key: string,
): string | undefined {
  const challenge = challenges.get(key);
  const id = BigInt.asUintN(64, BigInt(srpId.toString()));
  if (challenge === undefined || challenge.id !== id) return "SRP_ID_INVALID";
  challenges.delete(key);
  if (!isSoundProofValue(A)) return "SRP_A_INVALID";
  const isProved = isPasswordProof({ publicValue: A, hash: M1 }, challenge, verifier);
  return isProved ? undefined : "PASSWORD_HASH_INVALID";
}
