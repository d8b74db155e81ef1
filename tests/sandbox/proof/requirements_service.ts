/** Rows of `requirements.ts`: service messages. */

import type { Row } from "./requirements.ts";

export const SERVICE_ROWS: Readonly<Record<string, readonly Row[]>> = {
  "service_messages": [
    [
      "container",
      "A container holds messages, no containers, and has a higher identifier than they",
      "receivePacket() refuses a container in a container with code 64",
      "receivePacket() refuses a container older than what it holds with code 64",
      "receivePacket() refuses a container that is cut short with code 64",
    ],
    [
      "gzip",
      "An object may come packed",
      "receivePacket() unpacks compressed queries",
      "startMtprotoServer() sends GramJS compressed answers if told to",
    ],
    [
      "rpc-result",
      "A query's answer names the query",
      "receivePacket() acts once on a query that comes twice, and answers both",
    ],
    [
      "rpc-error",
      "An error has a code and a text",
      "startMtprotoServer() answers with errors that GramJS understands",
      "receivePacket() answers what it cannot read",
    ],
    [
      "drop-unknown",
      "Dropping the answer to an unknown query, a running one, or one that waits",
      "SERVICES drop answers",
    ],
    [
      "future-salts",
      "1 to 64 salts to come may be asked for",
      "SERVICES tell the salts to come",
      "futureSalts() gives 1 to 64 salts",
    ],
    [
      "ping",
      "A ping is answered with the query's identifier and its own",
      "receivePacket() announces a new session with its lowest message",
    ],
    [
      "ping-delay",
      "The connection closes so many seconds after the last such ping",
      "SERVICES close the connection after ping_delay_disconnect",
    ],
    [
      "destroy-session",
      "Another session of the key can be destroyed",
      "SERVICES destroy another session, but not the session itself",
    ],
    [
      "new-session",
      "A new session is announced with its first message and a salt",
      "receivePacket() announces a new session with its lowest message",
    ],
    [
      "http-wait",
      "http_wait belongs to HTTP and is refused over TCP",
      "http_wait is refused as a method that TCP does not have",
    ],
    [
      "destroy-key",
      "A key can be destroyed",
      "SERVICES destroy the key, which is unknown from then on",
    ],
  ],
  "service_messages_about_messages": [
    [
      "ack",
      "What is content-related is acknowledged, several at once, unless an answer does it",
      "receivePacket() acknowledges a query that takes its time",
      "receivePacket() acknowledges several queries with one msgs_ack",
    ],
    [
      "ack-not-acked",
      "An acknowledgement is not acknowledged",
      "receivePacket() takes acknowledgements with an odd number, as mtcute sends them",
    ],
    [
      "acked",
      "What was acknowledged is not sent again",
      "receivePacket() acknowledges a repeated query whose answer was acknowledged",
    ],
    [
      "unacked",
      "What was not acknowledged is sent again to the session",
      "receivePacket() sends an answer again over a new connection of the session",
    ],
    ["16", "Identifier too low", "receivePacket() refuses an identifier 301 s old with code 16"],
    ["17", "Identifier too high", "receivePacket() refuses an identifier 31 s ahead with code 17"],
    [
      "18",
      "Lower bits of the identifier wrong",
      "receivePacket() refuses an identifier that is not divisible by 4 with code 18",
    ],
    [
      "19",
      "A container's identifier is one that was received",
      "receivePacket() refuses a container seen before with code 19",
    ],
    ["20", "Too old to tell", "receivePacket() refuses what is too old to remember with code 20"],
    ["32", "Number too low", "receivePacket() refuses a number that falls with code 32"],
    [
      "33",
      "Number too high",
      "receivePacket() refuses a number too high for its identifier with code 33",
    ],
    [
      "34",
      "Even number expected",
      "receivePacket() refuses a container with an odd number with code 34",
    ],
    [
      "35",
      "Odd number expected",
      "receivePacket() refuses a query with an even number with code 35",
    ],
    [
      "48",
      "Wrong salt, answered with the right one",
      "receivePacket() answers a wrong salt with the right one",
    ],
    [
      "64",
      "Invalid container",
      "receivePacket() refuses a container that is cut short with code 64",
    ],
    ["state", "The state of messages is told, a byte each", "SERVICES tell the state of messages"],
    [
      "resend",
      "Messages are sent again on request, or their state is told",
      "SERVICES send messages again, and tell of those that are gone",
    ],
    [
      "informing",
      "State and details that a client tells are taken note of",
      "SERVICES hear what merely informs, and say nothing",
    ],
  ],
};
