/**
 * Health, readiness and metrics on a port of their own, for the operator's machines alone.
 *
 * @module
 */

import { type AllowLists, hostRefusal } from "./allow_lists.ts";
import type { HttpDeps } from "./deps.ts";
import type { HttpHandler } from "./handler.ts";
import { dressed } from "./headers.ts";
import { refuse } from "./refusal.ts";
import { healthAnswer, metricsAnswer, readyAnswer } from "./status_routes.ts";

/** What the port works with. */
export type AdminDeps = Pick<HttpDeps, "allowed" | "metrics" | "ready" | "stopping">;

type Answer = () => Promise<Response> | Response;

/**
 * Makes the layer. It asks for no token and answers no page of a browser.
 *
 * @param deps What it works with.
 * @returns The function that answers.
 */
export function adminHandler(deps: AdminDeps): HttpHandler {
  const { metrics, ready, stopping } = deps;
  const answers: Readonly<Record<string, Answer>> = {
    "/health": healthAnswer,
    "/ready": () => readyAnswer(ready, stopping, true),
    ...(metrics && { "/metrics": () => metricsAnswer(metrics) }),
  };
  return async (request) => {
    const answer = answers[new URL(request.url).pathname];
    const response = adminHostRefusal(request, deps.allowed) ?? await answered(request, answer);
    return dressed(response, null);
  };
}

/** Scrapers come by address, too; a page that rebinds its name comes by name (DNS rebinding). */
function adminHostRefusal(request: Request, allowed: AllowLists): Response | undefined {
  const host = request.headers.get("host") ?? "";
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d+)?$/i.test(host)
    ? undefined
    : hostRefusal(request.headers, allowed);
}

async function answered({ method }: Request, answer: Answer | undefined): Promise<Response> {
  if (answer === undefined) {
    return refuse("NOT_FOUND", "Cannot find this path: expected /health, /ready or /metrics.");
  }
  if (method === "GET" || method === "HEAD") return await answer();
  const allow = "GET, HEAD";
  return refuse("METHOD_NOT_ALLOWED", `Cannot do this here: expected ${allow}.`, { allow });
}
