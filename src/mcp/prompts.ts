/**
 * Prompts and the completion of their arguments.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/prompts
 * @module
 */

import {
  type Prompt,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
} from "@modelcontextprotocol/server";
import { type Given, PROMPTS, type PromptText, promptText } from "./prompt_texts.ts";
import type { SeenNames } from "./seen_names.ts";

/** What a server has to announce for them. */
export const PROMPT_CAPABILITIES = { prompts: {}, completions: {} } as const;

/** The protocol's own bound of an answer. */
const MAX_COMPLETIONS = 100;

/** Longer arguments are no names, days or search words. */
const MAX_ARGUMENT = 500;

/** Whose prompts they are. */
export interface PromptParts {
  readonly principal: string;
  /** Names to complete; none by default. */
  readonly seen?: SeenNames;
}

/**
 * Has a server offer the prompts.
 *
 * @param server The server, not yet connected, with {@linkcode PROMPT_CAPABILITIES}.
 * @param parts Who asks, and what can be completed.
 */
export function offerPrompts(server: Server, { principal, seen }: PromptParts): void {
  const prompts = Object.entries(PROMPTS).map(([name, prompt]) => listedPrompt(name, prompt));
  server.setRequestHandler("prompts/list", () => ({ prompts }));
  server.setRequestHandler("prompts/get", ({ params }) => {
    const prompt = promptNamed(params.name);
    const text = promptText(prompt, checked(prompt, params.arguments ?? {}));
    return {
      description: prompt.description,
      messages: [{ role: "user" as const, content: { type: "text" as const, text } }],
    };
  });
  server.setRequestHandler("completion/complete", ({ params: { ref, argument, context } }) => {
    const known = ref.type !== "ref/prompt" || seen === undefined
      ? []
      : candidates(argument, context?.arguments?.["chat"], { principal, seen });
    const values = known.slice(0, MAX_COMPLETIONS);
    return { completion: { values, total: known.length, hasMore: known.length > values.length } };
  });
}

function listedPrompt(name: string, { title, description, fields }: PromptText): Prompt {
  return {
    name,
    title,
    description,
    arguments: Object.entries(fields).map(([name, field]) => ({ name, ...field })),
  };
}

function promptNamed(name: string): PromptText {
  if (Object.hasOwn(PROMPTS, name)) return PROMPTS[name as keyof typeof PROMPTS];
  throw invalid(`Cannot get this prompt: expected one of ${Object.keys(PROMPTS).join(", ")}`);
}

/** One line each, whatever a client sends: an argument stands inside our sentences. */
function checked({ fields }: PromptText, given: Given): Given {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    throw invalid(`Cannot use this argument: expected ${Object.keys(fields).join(", ")}`);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, { required }]) => {
      const value = (given[name] ?? "").replaceAll(/[\s\p{C}]+/gu, " ").trim();
      const isFine = value.length <= MAX_ARGUMENT && (value !== "" || required === undefined);
      if (!isFine) throw invalid(`Cannot use ${name}: expected 1 to ${MAX_ARGUMENT} characters`);
      return [name, value];
    }),
  );
}

/** What an argument may go on as; of a list its last entry is completed. */
function candidates(
  { name, value }: { readonly name: string; readonly value: string },
  chat: string | undefined,
  { principal, seen }: Required<PromptParts>,
): readonly string[] {
  if (name === "topic_id") {
    return seen.topics(principal, chat ?? "").filter((id) => id.startsWith(value.trim()));
  }
  if (name !== "chat" && name !== "chats") return [];
  const listed = name === "chats" ? value.lastIndexOf(",") + 1 : 0;
  const before = listed === 0 ? "" : `${value.slice(0, listed).trim()} `;
  const start = value.slice(listed).trim().replace(/^@/, "").toLowerCase();
  return seen.chats(principal)
    .filter((each) => each.slice(1).toLowerCase().startsWith(start))
    .map((each) => before + each);
}

function invalid(sentence: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, sentence);
}
