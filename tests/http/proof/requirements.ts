/**
 * What the specifications ask of an MCP server's transport and authorization, and the tests that hold
 * it. `requirements_test.ts` sees to it that the tests exist.
 */

/** A requirement, as it is written down. */
export type Row = readonly [sentence: string, ...tests: string[]];

/** By the specification's section. Sentences are ours, in short. */
export const REQUIREMENTS: Readonly<Record<string, readonly Row[]>> = {
  "MCP 2026-07-28, Transports, Streamable HTTP": [
    [
      "The Origin of every connection is validated; an invalid one is answered 403",
      "httpHandler() refuses origin https://evil.example.com before the body is read",
      "httpHandler() refuses origin null before the body is read",
      "httpHandler() lets the pages ask that are on the list, and no others",
    ],
    [
      "A server on this machine guards against DNS rebinding",
      "httpHandler() refuses host evil.example.com before the body is read",
      "httpHandler() answers to the names of this machine, whatever the port",
    ],
    [
      "A server on this machine binds to loopback only",
      "httpOptions() listens on loopback without a token",
      "httpOptions() refuses to listen on 0.0.0.0 without authentication",
    ],
    [
      "A request is answered with JSON or with a stream of events",
      "mcpRoute() answers a call of 2026 with JSON, under the caller's name",
      "directCall() and the SDK say the same to changed calls of both eras",
      "mcpRoute() tells progress to a call of 2026 as a stream of events",
    ],
    [
      "Closing the stream cancels the request",
      "mcpRoute() cancels a call of 2026 sent in 1 packets when its connection is dropped",
      "mcpRoute() cancels a call of 2026 sent in 2 packets when its connection is dropped",
      "nginx tells the server that a client of 2026 has gone",
    ],
    [
      "MCP-Protocol-Version, Mcp-Method and Mcp-Name match the body",
      "mcpRoute() checks the headers of 2026-07-28 against the body",
      "conformance suite 0.2.0-alpha.12 passes for 2026, but for what is expected",
    ],
    ["GET is not served", "httpHandler() refuses unknown paths and methods"],
    [
      "Requests are independent of each other",
      "httpHandler() gives each of a thousand clients its own answers",
    ],
  ],
  "MCP 2025-11-25, Transports, Streamable HTTP": [
    [
      "A client posts messages and takes JSON and events",
      "mcpRoute() answers a call of 2025 with JSON, under the caller's name",
      "mcpRoute() tells progress to a call of 2025 as a stream of events",
      "conformance suite 0.1.16 passes for 2025, but for what is expected",
    ],
    ["Notifications are answered 202", "mcpRoute() takes notifications"],
    [
      "A client that goes away is noticed",
      "mcpRoute() cancels a call of 2025 sent in 2 packets when its connection is dropped",
      "mcpRoute() cancels a call of 2025 whose stream of events is closed",
    ],
  ],
  "MCP 2026-07-28, Authorization": [
    [
      "Tokens come in the Authorization header, never in the address",
      "authorize() refuses tokens in the address, good ones as well",
    ],
    [
      "Tokens are validated, and were issued for this server",
      "authorize() refuses a token for another server",
      "authorize() refuses a token for nobody",
      "authorize() takes an audience among several, and scopes in either claim",
    ],
    [
      "Invalid and expired tokens are answered 401",
      "authorize() refuses a token that has expired",
      "authorize() says invalid_token to whoever brings a bad one",
    ],
    [
      "Missing scopes are answered 403 with what to ask for",
      "authorize() says insufficient_scope, and which scopes to ask for",
    ],
    ["Tokens are not passed on", "authorize() passes no token on, and logs none"],
    [
      "Protected resource metadata is published",
      "authorize() publishes where to get a token (RFC 9728)",
    ],
  ],
  "RFC 6750, Bearer tokens": [
    [
      "3: WWW-Authenticate names scheme, error and scope",
      "authorize() says invalid_token to whoever brings a bad one",
    ],
    [
      "3.1: no error code without a token",
      "authorize() challenges whoever brings no token, without an error (RFC 6750, 3.1)",
    ],
  ],
  "RFC 9728, Protected resource metadata": [
    [
      "3.1: the well-known part goes before the resource's path",
      "authorize() publishes where to get a token (RFC 9728)",
    ],
    [
      "5.1: the challenge names the metadata",
      "authorize() challenges whoever brings no token, without an error (RFC 6750, 3.1)",
    ],
  ],
  "RFC 8725 and RFC 9068, JWT": [
    [
      "Algorithms are on a list; none and symmetric ones are not",
      "authorize() refuses tokens that are not signed with a listed algorithm and key",
    ],
    [
      "Issuer, audience, subject, expiry and not-before are checked",
      "authorize() refuses a token of another issuer",
      "authorize() refuses a token that never expires",
      "authorize() refuses a token that is not valid yet",
      "authorize() refuses a token of no subject",
      "authorize() forgives 30 seconds between two clocks",
    ],
    [
      "Keys come from the configured address alone",
      "authorize() asks for keys once, where the operator said, and follows nobody elsewhere",
      "authorize() says so when the keys cannot be fetched",
    ],
  ],
  "RFC 9449, Proof of possession": [
    ["A token bound to a key is no bearer token", "authorize() refuses a token bound to a key"],
  ],
  "RFC 9110, HTTP semantics": [
    ["9.3.2: HEAD is GET without the body", "httpHandler() answers HEAD as GET, without the body"],
    [
      "13.1.1 and 13.1.5: If-Match, If-Range",
      "exportAnswer() gives parts of the version that the client has, and of no other",
    ],
    ["13.1.2: If-None-Match", "exportAnswer() gives nothing that the client has already"],
    ["14.2: ranges", "exportAnswer() gives bytes=-9", "exportAnswer() passes over bytes=5-4"],
    ["15.5.6: 405 comes with Allow", "httpHandler() refuses unknown paths and methods"],
    [
      "15.5.9: 408 for a body that does not come",
      "httpHandler() does not wait for a body that does not come",
    ],
    ["15.5.14: 413", "httpHandler() refuses a body beyond its bound, declared or not"],
    ["15.5.17: 416 tells the size", "exportAnswer() has no bytes=18-"],
  ],
  "RFC 6585, Additional status codes": [
    ["4: 429 with Retry-After", "callLimits() refuses by HTTP whoever goes on calling"],
    ["5: 431", "httpHandler() refuses headers beyond 16 KiB"],
  ],
};
