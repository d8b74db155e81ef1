/** The tools over Telegram in memory: nothing of them leaves the process. */
import assert from "node:assert/strict";
import { exportChanges } from "../../src/exports/changes.ts";
import { chatFinder } from "../../src/history/chats.ts";
import type { ChatPolicy } from "../../src/model/access.ts";
import type { Message } from "../../src/model/message.ts";
import type { CallFacts } from "../../src/model/observer.ts";
import { DEFAULT_PII_KINDS, type PiiPolicy } from "../../src/privacy/policy.ts";
import { withCounting } from "../../src/telegram/counted.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import { type MemoryChat, memoryTelegram } from "../contracts/memory_telegram.ts";
import { depsOver } from "../exports/exporting.ts";

/** Telegram's clock. */
export const NOW = 1_700_000_000;

/** A message of a chat; the higher its id, the later. */
export const said = (chat_id: number, id: number, more: Partial<Message> = {}): Message => ({
  id,
  chat_id,
  date: NOW - 10_000 + 10 * id,
  text: `message ${id}`,
  ...more,
});

/** An answer that has succeeded. */
export interface Answer {
  // deno-lint-ignore no-explicit-any -- tests reach into any field
  readonly json: any;
  readonly text: string;
}

/** What the operator has said; by default public chats only, masked. */
export interface Operator {
  readonly policy?: ChatPolicy;
  readonly privacy?: PiiPolicy;
}

/** Tools over chats, and what is heard of their work. */
export function toolsOver(
  held: readonly MemoryChat[],
  {
    policy = { mode: "public" },
    privacy = { mode: "mask", kinds: DEFAULT_PII_KINDS },
  }: Operator = {},
) {
  const calls: string[] = [];
  const told: CallFacts[] = [];
  const telegram = withCounting(memoryTelegram({
    chats: held,
    now: () => NOW,
    onCall: ({ method }) => void calls.push(method),
  }));
  const chats = chatFinder(telegram, policy);
  let seed = 0;
  const tools = toolbox({
    telegram,
    chats,
    privacy,
    exports: depsOver(telegram),
    exportChanges: exportChanges(),
    cursorKey: new Uint8Array(32),
    random: (bytes) => new Uint8Array(bytes).fill(++seed),
  });
  const call = async (name: string, args: Record<string, unknown>) => {
    const tool = tools.find(({ definition }) => definition.name === name);
    assert.ok(tool);
    const outcome = await tool.handle({
      arguments: args,
      signal: new AbortController().signal,
      principal: "local",
      report: () => {},
      tell: (facts) => void told.push(facts),
    });
    if (outcome.ok) tool.definition.output.parse(outcome.value.structured);
    return outcome;
  };
  /** Both forms of an answer that has to succeed. */
  const answer = async (name: string, args: Record<string, unknown>): Promise<Answer> => {
    const outcome = await call(name, args);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return { json: outcome.value.structured, text: outcome.value.text };
  };
  return { answer, call, calls, chats, told };
}

/** The ids of an answer's messages, in order. */
export function idsOf({ messages }: { readonly messages: readonly { readonly id: number }[] }) {
  return messages.map(({ id }) => id);
}
