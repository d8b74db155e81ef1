/** Rows of `requirements.ts`: transports, encryption and the creation of keys. */

import type { Row } from "./requirements.ts";

export const TRANSPORT_ROWS: Readonly<Record<string, readonly Row[]>> = {
  "mtproto-transports": [
    [
      "abridged",
      "Length in words in one byte, or 0x7f and three",
      "createTransport() reads the abridged transport cut at any byte",
      "createTransport() writes long abridged payloads with a length of three bytes",
    ],
    [
      "intermediate",
      "Length in four bytes",
      "createTransport() reads the intermediate transport cut at any byte",
      "mtcute agrees on a key over the intermediate transport, from the ready line alone",
    ],
    [
      "padded",
      "Up to 15 bytes of padding, counted",
      "createTransport() reads the padded intermediate transport cut at any byte",
      "mtcute agrees on a key over the padded intermediate transport, from the ready line alone",
    ],
    [
      "full",
      "Length, number and CRC32 round each payload",
      "createTransport() reads the full transport cut at any byte",
      "createTransport() refuses a full frame out of sequence",
      "startMtprotoServer() answers GramJS with a known key",
    ],
    [
      "obfuscation",
      "64 bytes hold the keys of two AES-CTR streams and the inner transport",
      "createTransport() reads the obfuscated abridged transport cut at any byte",
      "createTransport() refuses a header that names no transport",
      "mtcute agrees on a key over the obfuscated transport, from the ready line alone",
    ],
    [
      "same",
      "Answers come in the transport of the question",
      "createTransport() answers in the transport it was spoken to",
    ],
    [
      "quick-ack",
      "The highest bit asks for a quick acknowledgement: 32 bits of the message's hash, the highest set",
      "createTransport() hears the wish for a quick acknowledgement and writes one",
      "createConnection() acknowledges quickly over the intermediate transport",
    ],
    [
      "quick-ack-abridged",
      "In the abridged transport its bytes are reversed",
      "createConnection() acknowledges quickly over the abridged transport, in reverse",
    ],
    [
      "error-404",
      "An unknown key is answered with -404 in a payload's place",
      "createConnection() answers an unknown key with -404",
      "createConnection() says -404 over the abridged transport",
      "createConnection() says -404 over the intermediate transport",
      "createConnection() says -404 over the padded intermediate transport",
    ],
    [
      "error-429",
      "Too many connections are answered with -429",
      "createConnection() answers one connection too many with -429",
    ],
    [
      "garbage",
      "Bytes of no transport end their connection, and no other",
      "createTransport() survives any bytes",
      "startMtprotoServer() survives 2,000 connections of garbage",
    ],
  ],
  "description": [
    [
      "key-id",
      "auth_key_id is the lower 64 bits of the key's SHA-1",
      "authKeyOf() computes the identifiers that GramJS computes",
      "authKeyOf() confirms the documented key with the documented hash",
    ],
    [
      "msg-key",
      "msg_key is the middle of SHA-256 over a part of the key and the padded text",
      "openPacket() opens what GramJS sealed",
      "sealMessage() is opened by GramJS",
      "openPacket() refuses every altered byte",
    ],
    [
      "direction",
      "The two sides use different parts of the key",
      "openPacket() refuses a packet sent back to the server",
    ],
    [
      "ige",
      "AES-256 in IGE mode",
      "encryptIge() agrees with the definition over single blocks",
      "decryptIge() decrypts the documented server's answer",
    ],
    [
      "padding",
      "Padding is 12 to 1024 bytes",
      "openPacket() refuses a padding of 4 bytes",
      "openPacket() takes a padding of 1012 bytes",
      "openPacket() refuses a padding of 1028 bytes",
      "sealMessage() pads with 12 to 27 bytes",
    ],
    [
      "id-client",
      "A client's identifier is divisible by 4",
      "receivePacket() refuses an identifier that is not divisible by 4 with code 18",
    ],
    [
      "id-server",
      "A server's is 1 modulo 4 in answers, else 3, and rises",
      "createMessageIds() follows the clock, and rises while it stands or falls",
      "receivePacket() announces a new session with its lowest message",
    ],
    [
      "id-age",
      "Identifiers older than 300 s or 30 s ahead are ignored",
      "receivePacket() refuses an identifier 301 s old with code 16",
      "receivePacket() refuses an identifier 31 s ahead with code 17",
    ],
    [
      "repeats",
      "A message that comes again is not acted on again",
      "receivePacket() acts once on a query that comes twice, and answers both",
    ],
    [
      "sessions",
      "Sessions of one key are independent",
      "receivePacket() keeps the sessions of a key apart",
      "receivePacket() announces a session once, and another one anew",
    ],
    [
      "salt",
      "A salt is valid for its time, and the key exchange leaves the first",
      "isValidSalt() takes this half hour's salt and the last one's",
      "isValidSalt() takes the key exchange's salt for an hour",
    ],
    [
      "seqno",
      "Content-related messages count up by two and are odd",
      "receivePacket() refuses a content-related number used twice with code 32",
      "receivePacket() acts once on a query that comes twice, and answers both",
    ],
    [
      "temporary",
      "A temporary key is forgotten when its time is over",
      "createConnection() answers an expired temporary key with -404",
    ],
    [
      "plain",
      "Without encryption come only the key exchange's messages",
      "createKeyExchange() takes no wrong nonce, order or encryption",
    ],
  ],
  "auth_key": [
    [
      "pq",
      "pq is a product of two primes below 2⁶³, and the key's fingerprint comes with it",
      "createKeyExchange() offers a product of two primes and its key",
      "readPqInnerData() reads the documented numbers",
    ],
    [
      "rsa-pad",
      "The client's data come under RSA_PAD",
      "mtcute agrees on a key over the intermediate transport, from the ready line alone",
    ],
    [
      "rsa-old",
      "The older scheme with a SHA-1 is taken, too",
      "createKeyExchange() agrees on a key, and keeps it with its first salt",
      "startMtprotoServer() creates a key with GramJS",
    ],
    [
      "inner-data",
      "Four forms of p_q_inner_data",
      "createKeyExchange() takes p_q_inner_data_dc",
      "createKeyExchange() takes p_q_inner_data_temp",
      "createKeyExchange() takes p_q_inner_data_temp_dc",
    ],
    ["dh-fail", "Wrong factors fail", "createKeyExchange() fails for wrong factors"],
    [
      "dh-params",
      "The group is a safe prime of 2048 bits with a generator",
      "createKeyExchange() offers the documented prime and a sound public value",
      "decryptIge() opens the documented answer: the group, its generator and the time",
    ],
    [
      "dh-key",
      "Both sides share the key, and its first salt",
      "createKeyExchange() agrees on a key, and keeps it with its first salt",
      "sharedKey() agrees on the documented key",
    ],
    [
      "gen-ok",
      "The key is confirmed by a hash with the new nonce",
      "createKeyExchange() agrees on a key, and keeps it with its first salt",
      "authKeyOf() confirms the documented key with the documented hash",
    ],
    [
      "gen-retry",
      "A key whose identifier is taken has to be made anew",
      "createKeyExchange() has the client try again if a key's identifier is taken",
    ],
    [
      "gen-fail",
      "An unsound public value fails",
      "createKeyExchange() fails for the public value 1…",
    ],
    [
      "order",
      "Steps out of order and wrong nonces end the exchange",
      "createKeyExchange() takes no wrong nonce, order or encryption",
    ],
    [
      "ack",
      "Acknowledgements have no answer",
      "createKeyExchange() takes acknowledgements in silence",
    ],
  ],
  "security_guidelines": [
    [
      "g-a",
      "Public values keep 2⁶⁴ away from both ends",
      "createKeyExchange() fails for the public value 1…",
    ],
    [
      "hash",
      "msg_key is checked for every packet",
      "openPacket() refuses every altered byte",
      "createConnection() closes only the connection whose packet was meddled with",
    ],
    [
      "length",
      "The message's length is checked against the packet's",
      "openPacket() refuses parts of blocks and packets without a message",
      "openPacket() refuses a padding of 1028 bytes",
    ],
    [
      "session",
      "A packet counts in its own session only",
      "receivePacket() keeps the sessions of a key apart",
    ],
    [
      "ids",
      "Identifiers are checked for parity, age and repetition",
      "receivePacket() refuses what is too old to remember with code 20",
    ],
    [
      "fuzz",
      "Whatever comes, the next client is served",
      "startMtprotoServer() outlives fuzzed frames",
      "parseQuery() reads a method as before after a vector that is none and does not end",
    ],
    [
      "pfs",
      "A temporary key stands for the permanent one that vouched for it",
      "mtcute works with temporary keys bound to the session's permanent one",
      "auth.bindTempAuthKey refuses a message that says something else",
    ],
  ],
};
