/** The names of tests, read from the files that they stand in. */

/** Tells whether a folder holds a test of a name. */
export type HasTest = (name: string) => boolean;

interface Source {
  readonly text: string;
  /** Names as they are written, `${…}` included. */
  readonly names: readonly RegExp[];
}

/** Reads every test file in and below a folder. */
export function testNames(folder: URL): HasTest {
  const sources = [...files(folder)].map(readSource);
  return (name) => sources.some((source) => isNamed(source, name));
}

function* files(folder: URL): Iterable<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* files(new URL(`${name}/`, folder));
    else if (name.endsWith("_test.ts")) yield new URL(name, folder);
  }
}

function readSource(file: URL): Source {
  const text = Deno.readTextFileSync(file);
  const found = text.matchAll(/Deno\.test\(\s*(?:"([^"]*)"|`([^`]*)`)/g);
  const names = [...found].map(([, plain, template]) => {
    const parts = (plain ?? template ?? "").split(/\$\{[^}]*\}/);
    return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join("(.+)")}$`, "s");
  });
  return { text, names };
}

/** What stands in a template's gaps has to stand in the file, too: it is one of the test's cases. */
function isNamed({ text, names }: Source, name: string): boolean {
  return names.some((pattern) => {
    const gaps = pattern.exec(name)?.slice(1);
    return gaps?.every((gap) => text.includes(gap)) ?? false;
  });
}
