/**
 * The example of core.telegram.org/mtproto/samples-auth_key, number by number: what it says stands
 * here in digits, and nothing of it was computed by this repository.
 */

import assert from "node:assert/strict";
import { decryptIge } from "../../../src/aes/ige.ts";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { DH_PRIME, sharedKey } from "../../../src/sandbox/mtproto/dh.ts";
import { sha1 } from "../../../src/sandbox/mtproto/hashes.ts";
import { readPqInnerData } from "../../../src/sandbox/mtproto/pq_inner_data.ts";
import {
  concatBytes,
  fromBigEndian,
  tlBytes,
  tlInt,
  tlReader,
  toHex,
} from "../../../src/sandbox/mtproto/tl.ts";
import { hex } from "../mtproto/bytes.ts";
import { SAMPLE } from "../mtproto/documented_sample.ts";

/** The client's exponent. */
const B = hex(`
6F620AFA575C9233EB4C014110A7BCAF49464F798A18A0981FEA1E05E8DA67D9681E0FD6DF0EDF0272AE3492451A8450
2F2EFC0DA18741A5FB80BD82296919A70FAA6D07CBBBCA2037EA7D3E327B61D585ED3373EE0553A91CBD29B01FA9A89D
479CA53D57BDE3A76FBD922A923A0A38B922C1D0701F53FF52D7EA9217080163A64901E766EB6A0F20BC391B64B9D1DD
2CD13A7D0C946A3A7DF8CEC9E2236446F646C42CFE2B60A2A8D776E56C8D7519B08B88ED0970E10D12A8C9E355D765F2
B7BBB7B4CA9360083435523CB0D57D2B106FD14F94B4EEE79D8AC131CA56AD389C84FE279716F8124A543337FB9EA3D9
88EC5FA63D90A4BA3970E7A39E5C0DE5`);

const AUTH_KEY = hex(`
AB96E207C631300986F30EF97DF55E179E63C112675F0CE502EE76D74BBEE6CBD1E95772818881E9F2FF54BD52C25878
7474F6A7BEA61EABE49D1D01D55F64FC07BC31685716EC8FB46FEACF9502E42CFD6B9F45A08E90AA5C2B5933AC767CBE
1CD50D8E64F89727CA4A1A5D32C0DB80A9FCDBDDD4F8D5A1E774198F1A4299F927C484FEEC395F29647E43C3243986F9
3609E23538C21871DF50E00070B3B6A8FA9BC15628E8B43FF977409A61CEEC5A21CF7DFB5A4CC28F5257BC30CD8F2FB9
2FBF21E28924065F50E0BBD5E11A420300E2C136B80E9826C6C5609B5371B7850AA628323B6422F3A94F6DFDE4C3DC1E
A60F7E11EE63122B3F39CBD1A8430157`);

/** `server_DH_inner_data` behind its hash. */
function serverInnerData() {
  const reader = tlReader(decryptIge(SAMPLE.encryptedAnswer, SAMPLE.temporary).subarray(20));
  const constructor = reader.uint();
  const nonces = [reader.raw(16), reader.raw(16)];
  const g = reader.int();
  const [prime, publicValue] = [reader.bytes(), reader.bytes()];
  return { constructor, nonces, g, prime, publicValue, time: reader.int() };
}

Deno.test("decryptIge() opens the documented answer: the group, its generator and the time", () => {
  const { constructor, nonces, g, prime, time } = serverInnerData();
  assert.equal(constructor, 0xb5890dba);
  assert.deepEqual(nonces, [SAMPLE.nonce, SAMPLE.serverNonce]);
  assert.equal(g, 2);
  assert.equal(fromBigEndian(prime), DH_PRIME);
  assert.equal(time, 1373993675);
});

Deno.test("sharedKey() agrees on the documented key", () => {
  const { publicValue } = serverInnerData();
  const exponent = fromBigEndian(B);
  assert.deepEqual(sharedKey({ exponent, publicValue: new Uint8Array(0) }, publicValue), AUTH_KEY);
});

Deno.test("authKeyOf() confirms the documented key with the documented hash", () => {
  const { auxHash } = authKeyOf(AUTH_KEY);
  const hash = sha1(SAMPLE.newNonce, new Uint8Array([1]), auxHash).subarray(4);
  assert.equal(toHex(hash), "ccebc0217266e1edec7fb0a0eed6c220");
});

Deno.test("readPqInnerData() reads the documented numbers", () => {
  const [pq, p, q] = [hex("17ED48941A08F981"), hex("494C553B"), hex("53911073")];
  assert.equal(fromBigEndian(p) * fromBigEndian(q), fromBigEndian(pq));
  const { nonce, serverNonce, newNonce } = SAMPLE;
  const numbers = [pq, p, q].map(tlBytes);
  const data = concatBytes(tlInt(0x83c95aec), ...numbers, nonce, serverNonce, newNonce);
  const read = { p, q, nonce, serverNonce, newNonce, length: 96 };
  assert.deepEqual(readPqInnerData(data), read);
});
