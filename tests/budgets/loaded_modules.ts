/**
 * Preloaded into a program (`deno run --preload`), it writes down, when the program ends, the URL of each
 * module that was loaded: one a line, into the file that `LOADED_MODULES` names.
 */
import { type Debugger, type InspectorNotification, Session } from "node:inspector";

const urls: string[] = [];
const session = new Session();
session.connect();
session.on(
  "Debugger.scriptParsed",
  ({ params }: InspectorNotification<Debugger.ScriptParsedEventDataType>) => urls.push(params.url),
);
session.post("Debugger.enable");
globalThis.addEventListener("unload", () => {
  Deno.writeTextFileSync(Deno.env.get("LOADED_MODULES")!, urls.join("\n"));
});
