/**
 * Pages that are not what was asked for.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { TlAnswer, TlObject } from "../../rpc.ts";
import type { Nothing } from "./forget_key.ts";
import type { FaultKind } from "./kind.ts";
import { fields } from "./settings.ts";

/** An answer that holds messages. */
interface Page extends TlObject {
  readonly messages: readonly Api.TypeMessage[];
}

/** Has each message of a page replaced by `messageEmpty`. */
export const emptyPage: FaultKind<Nothing> = {
  schema: fields({}).describe("Each message of the page is a messageEmpty with its id."),
  needsCall: true,
  isFinal: false,
  strike: () => ({ redraw: (answer) => isPage(answer) ? emptied(answer) : undefined }),
};

/** Has the page before sent again. */
export const repeatPage: FaultKind<Nothing> = {
  schema: fields({}).describe(
    "Instead of the page the one that was sent before comes again, for the same method, chat and " +
      "auth key. The first page cannot be repeated.",
  ),
  needsCall: true,
  isFinal: false,
  strike: (_, { key, event, centre }) => ({
    redraw: (answer) => isPage(answer) ? centre.previousPage(key, event) : undefined,
  }),
};

/** Whether an answer is a page of messages. */
export function isPage(answer: TlAnswer): answer is Page & TlAnswer {
  return typeof answer === "object" && "messages" in answer && Array.isArray(answer.messages);
}

function emptied(page: Page): TlObject {
  const messages = page.messages.map(({ id }) => new Api.MessageEmpty({ id }));
  const TlClass = page.constructor as new (fields: object) => TlObject;
  return new TlClass({ ...page, messages });
}
