/**
 * What the conformance suites ask a server to have, laid over our own server: their scenarios test
 * how the protocol is spoken, with tools, resources and prompts that nobody else needs.
 */
import {
  type CallToolResult,
  type GetPromptResult,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";

/** One red point. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
/** A sound without samples. */
const WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

const IMAGE = { type: "image", data: PNG, mimeType: "image/png" } as const;

type FixtureTool = (context: ServerContext) => Promise<CallToolResult>;

const say = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });

async function withProgress({ mcpReq: { _meta, notify } }: ServerContext): Promise<CallToolResult> {
  const progressToken = _meta?.progressToken;
  for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
    const params = { progressToken: progressToken!, progress, total: 100 };
    await notify({ method: "notifications/progress", params });
  }
  return say("Done");
}

const TOOLS: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: () => Promise.resolve(say("This is a simple text response for testing.")),
  test_image_content: () => Promise.resolve({ content: [IMAGE] }),
  test_audio_content: () =>
    Promise.resolve({ content: [{ type: "audio", data: WAV, mimeType: "audio/wav" }] }),
  test_embedded_resource: () =>
    Promise.resolve({
      content: [{
        type: "resource",
        resource: {
          uri: "test://embedded-resource",
          mimeType: "text/plain",
          text: "This is an embedded resource content.",
        },
      }],
    }),
  test_multiple_content_types: () =>
    Promise.resolve({
      content: [
        { type: "text", text: "Multiple content types test:" },
        IMAGE,
        {
          type: "resource",
          resource: {
            uri: "test://mixed-content-resource",
            mimeType: "application/json",
            text: '{"test":"data","value":123}',
          },
        },
      ],
    }),
  test_error_handling: () =>
    Promise.resolve({
      isError: true,
      ...say("This tool intentionally returns an error for testing"),
    }),
  test_tool_with_progress: withProgress,
  json_schema_2020_12_tool: () => Promise.resolve(say("Taken")),
};

/** What the tool of the scenario `json-schema-2020-12` takes: keywords that must arrive unchanged. */
const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object" as const,
  $defs: {
    address: {
      $anchor: "addressDef",
      type: "object",
      properties: { street: { type: "string" }, city: { type: "string" } },
    },
  },
  properties: {
    name: { type: "string" },
    address: { $ref: "#/$defs/address" },
    contactMethod: { type: "string", enum: ["phone", "email"] },
    phone: { type: "string" },
    email: { type: "string" },
  },
  allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
  if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
  then: { required: ["phone"] },
  else: { required: ["email"] },
  additionalProperties: false,
};

function readResource(uri: string): ReadResourceResult {
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  if (uri === "test://static-text") {
    const text = "This is the content of the static text resource.";
    return { contents: [{ uri, mimeType: "text/plain", text }] };
  }
  if (uri === "test://static-binary") {
    return { contents: [{ uri, mimeType: "image/png", blob: PNG }] };
  }
  if (id !== undefined) {
    const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return { contents: [{ uri, mimeType: "application/json", text }] };
  }
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, "Resource not found", { uri });
}

type Arguments = Readonly<Record<string, string>>;

const PROMPTS: Readonly<Record<string, (args: Arguments) => GetPromptResult["messages"]>> = {
  test_simple_prompt: () => [spoken("This is a simple prompt for testing.")],
  test_prompt_with_arguments: ({ arg1, arg2 }) => [
    spoken(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`),
  ],
  test_prompt_with_embedded_resource: ({ resourceUri = "" }) => [
    {
      role: "user",
      content: {
        type: "resource",
        resource: {
          uri: resourceUri,
          mimeType: "text/plain",
          text: "Embedded resource content for testing.",
        },
      },
    },
    spoken("Please process the embedded resource above."),
  ],
  test_prompt_with_image: () => [
    { role: "user", content: IMAGE },
    spoken("Please analyze the image above."),
  ],
};

const PROMPT_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  test_prompt_with_arguments: ["arg1", "arg2"],
  test_prompt_with_embedded_resource: ["resourceUri"],
};

function spoken(text: string): GetPromptResult["messages"][number] {
  return { role: "user", content: { type: "text", text } };
}

/** The handler that a server has for a method; its own tools stay. */
type Handlers = {
  readonly _requestHandlers: ReadonlyMap<
    string,
    (request: unknown, context: ServerContext) => Promise<CallToolResult>
  >;
};

/** Lays the fixtures over a server that is not connected yet. */
export function withFixtures(server: Server): Server {
  const ours = (server as unknown as Handlers)._requestHandlers;
  const list = ours.get("tools/list");
  const call = ours.get("tools/call");
  if (list === undefined || call === undefined) throw new Error("Cannot find the server's tools");
  server.registerCapabilities({ resources: {}, prompts: {}, completions: {} });
  server.setRequestHandler("tools/list", async (request, context) => {
    const { tools } = await list(request, context) as unknown as { readonly tools: [] };
    const added = Object.keys(TOOLS).map((name) => ({
      name,
      description: "A fixture of the conformance suites.",
      inputSchema: name === "json_schema_2020_12_tool" ? SCHEMA : { type: "object" as const },
    }));
    return { tools: [...tools, ...added] };
  });
  server.setRequestHandler("tools/call", (request, context) => {
    const fixture = TOOLS[request.params.name];
    return fixture === undefined ? call(request, context) : fixture(context);
  });
  server.setRequestHandler("resources/list", () => ({
    resources: [
      { uri: "test://static-text", name: "Static text", mimeType: "text/plain" },
      { uri: "test://static-binary", name: "Static image", mimeType: "image/png" },
    ],
  }));
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: [{ uriTemplate: "test://template/{id}/data", name: "Template" }],
  }));
  server.setRequestHandler("resources/read", ({ params }) => readResource(params.uri));
  server.setRequestHandler("prompts/list", () => ({
    prompts: Object.keys(PROMPTS).map((name) => ({
      name,
      description: "A fixture of the conformance suites.",
      arguments: (PROMPT_ARGUMENTS[name] ?? []).map((each) => ({ name: each, required: true })),
    })),
  }));
  server.setRequestHandler("prompts/get", ({ params: { name, arguments: args = {} } }) => {
    const messages = PROMPTS[name];
    if (messages === undefined) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, "Prompt not found");
    }
    return { messages: messages(args) };
  });
  server.setRequestHandler("completion/complete", () => ({ completion: { values: ["test"] } }));
  return server;
}
