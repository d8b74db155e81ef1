#!/usr/bin/env bash
# The quick part of the gate, before a commit: deno task hooks installs it.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
exec deno task quick
