/**
 * The house rules as a lint plugin, so that editors show them too. Each rule lives in `rules/`.
 *
 * @module
 */

import { complexity } from "./rules/complexity.ts";
import { environment } from "./rules/environment.ts";
import { layers } from "./rules/layers.ts";
import { pureCore } from "./rules/pure_core.ts";
import { comments, fileLength, stdout } from "./rules/tidy.ts";

const plugin: Deno.lint.Plugin = {
  name: "tgtk",
  rules: {
    layers,
    "pure-core": pureCore,
    environment,
    complexity,
    "file-length": fileLength,
    stdout,
    comments,
  },
};

export default plugin;
