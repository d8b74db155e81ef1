/** The worker's side. */

import { TextLineStream } from "../../e2e/text_lines.ts";

/** Says that it is ready, and does what each line asks for until there are no more. */
export async function work<Command, Answer>(
  doIt: (command: Command) => Promise<Answer>,
): Promise<void> {
  console.log("ready");
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) console.log(JSON.stringify(await doIt(JSON.parse(line))));
}
