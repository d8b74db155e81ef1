/**
 * Service messages as Telegram Desktop exports them.
 *
 * @module
 */

type Fields = Readonly<Record<string, unknown>>;

/** What fields are drawn from. `title` is what stands in quotes. */
interface Facts {
  readonly title: string;
  readonly actor: string | undefined;
  readonly reply: number | undefined;
}

/** Our words for an action (`telegram/gramjs/service_actions.ts`), and Desktop's fields. */
type Action = readonly [words: RegExp, draw: (facts: Facts) => Fields];

const ACTIONS: readonly Action[] = [
  [/^created the group "(.*)"$/s, ({ title }) => ({ action: "create_group", title, members: [] })],
  [/^created the topic "(.*)"$/s, ({ title }) => ({ action: "topic_created", title })],
  [/^renamed the topic to "(.*)"$/s, ({ title }) => ({ action: "topic_edit", new_title: title })],
  [/^created "(.*)"$/s, ({ title }) => ({ action: "create_channel", title })],
  [/^changed the title to "(.*)"$/s, ({ title }) => ({ action: "edit_group_title", title })],
  [/^changed the photo$/, () => ({ action: "edit_group_photo" })],
  [/^removed the photo$/, () => ({ action: "delete_group_photo" })],
  [/^joined$/, ({ actor }) => ({ action: "invite_members", members: [actor] })],
  [/^joined by an invite link$/, () => ({ action: "join_group_by_link" })],
  [/^joined after a request was approved$/, () => ({ action: "join_group_by_request" })],
  [/^left$/, ({ actor }) => ({ action: "remove_members", members: [actor] })],
  [/^pinned a message$/, ({ reply }) => ({ action: "pin_message", message_id: reply })],
  [/^upgraded the group to a supergroup$/, () => ({ action: "migrate_to_supergroup" })],
  [/^upgraded from the group "(.*)"$/s, ({ title }) => ({ action: "migrate_from_group", title })],
];

/**
 * Draws what a service message reports.
 *
 * @param service Our words.
 * @param actor Who did it.
 * @param reply The message it is about.
 * @returns An action where lines hold all that Desktop says of it; else our words, as
 * `information_text`, which is where Desktop has words.
 *
 * @example A title
 * ```ts
 * import { desktopService } from "./desktop_service.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(desktopService('changed the title to "Us"', "Anna", undefined), {
 *   action: "edit_group_title",
 *   title: "Us",
 * });
 * ```
 */
export function desktopService(
  service: string,
  actor: string | undefined,
  reply: number | undefined,
): Fields {
  for (const [words, draw] of ACTIONS) {
    const found = words.exec(service);
    if (found !== null) return draw({ title: found[1] ?? "", actor, reply });
  }
  return { information_text: service };
}
