#!/usr/bin/env bash
# Compile requirements/*.in to exact versions with hashes, for Python 3.11 to 3.14 on any platform.
# Needs uv on the PATH. Keeps the versions already locked; pass --upgrade to move them.
set -euo pipefail
cd "$(dirname "$0")/../requirements"

for name in runtime build dev; do
    uv pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url --no-annotate \
        "$@" "$name.in" --output-file "$name.txt"
done
