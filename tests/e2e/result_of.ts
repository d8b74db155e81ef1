/** The result in an answer of `/mcp`, which is JSON, or a stream of events when it took long. */
// deno-lint-ignore no-explicit-any -- tests reach into any field
export async function resultOf(response: Response): Promise<any> {
  const text = await response.text();
  const data = text.startsWith("{") ? text : /^data: (\{.+)$/m.exec(text)?.[1];
  if (data === undefined) throw new Error(`No answer (${response.status}): ${text}`);
  const { error, result } = JSON.parse(data);
  if (result === undefined) throw new Error(`An error instead of a result: ${error?.message}`);
  return result;
}
