import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { loadWorld } from "../../../../src/sandbox/world/load/load_world.ts";
import { encodingFaults, messagesOf } from "./support.ts";

/** A folder with `volunteer-uk.dump.json` and `volunteer-uk.result.json`: one history in both layouts. */
const folder = Deno.env.get("TGTK_WORLDS");

Deno.test({
  name: "loadWorld() reads one real history alike in both layouts (TGTK_WORLDS names the folder)",
  ignore: folder === undefined,
  fn: async () => {
    const [dump, exported] = await Promise.all(["dump", "result"].map(async (layout) => {
      const world = await loadWorld(`${folder}/volunteer-uk.${layout}.json`);
      return messagesOf(world.byUsername("volunteer_uk") && world.chats[0]);
    }));
    assert.deepEqual([dump?.length, exported?.length], [45, 45]);
    assert.deepEqual(dump?.map(contents), exported?.map(contents));
    assert.deepEqual([...dump ?? [], ...exported ?? []].flatMap(encodingFaults), []);
  },
});

/** What both layouts tell. An export has one entity for each stretch of text: here, not underlines. */
function contents(message: Api.Message | Api.MessageService): unknown {
  const { id, date } = message;
  if (message instanceof Api.MessageService) return { id, date, action: message.action.className };
  const entities = (message.entities ?? [])
    .filter((entity) => !(entity instanceof Api.MessageEntityUnderline))
    .map((
      entity,
    ) => [entity.className, entity.offset, entity.length, "url" in entity ? entity.url : ""]);
  return { id, date, text: message.message, entities };
}
