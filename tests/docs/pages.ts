/** What stands in the documents: pages, their blocks of commands, their links. */

export const ROOT = new URL("../../", import.meta.url);

/** Every document, by its path from the root. */
export function pages(): readonly string[] {
  const docs = [...Deno.readDirSync(new URL("docs/", ROOT))].map(({ name }) => `docs/${name}`);
  return ["README.md", "CONTRIBUTING.md", ...docs.filter((path) => path.endsWith(".md"))]
    .toSorted();
}

/** Reads a document. */
export function read(page: string): string {
  return Deno.readTextFileSync(new URL(page, ROOT));
}

/** Commands in a fence of `sh`; `needs` says what a machine without it cannot run them for. */
export interface Block {
  readonly commands: string;
  readonly needs?: string;
}

/** The blocks of commands, in order. */
export function blocks(markdown: string): readonly Block[] {
  const fences = markdown.matchAll(/^( *)```sh(?: needs:(\w+))?\n([\s\S]*?)\n\1```$/gm);
  return [...fences].map(([, indent = "", needs, text = ""]) => ({
    commands: text.split("\n").map((line) => line.slice(indent.length)).join("\n"),
    ...(needs !== undefined && { needs }),
  }));
}

/** Where the links and pictures lead, code left out. */
export function links(markdown: string): readonly string[] {
  const prose = markdown.replace(/^( *)```[\s\S]*?^\1```$/gm, "").replace(/`[^`\n]*`/g, "x");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** The anchors that GitHub makes of headings. */
export function anchors(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")
  );
}

/** Code inside sentences and tables, blocks left out; a line break in it is a space. */
export function inlineCode(markdown: string): readonly string[] {
  const prose = markdown.replace(/^( *)```[\s\S]*?^\1```$/gm, "");
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.replace(/\s+/g, " "));
}
