#!/usr/bin/env bash
# Does the product work without its checkout? Build the wheel of HEAD, compare what is in it with
# what git tracks, install it in a fresh environment and ask it for options from an empty folder.
#
#   scripts/wheel_check.sh .venv/bin/python
set -euo pipefail

python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
case_name=${CASE:-mission}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "Building the wheel of $(git rev-parse --short HEAD) ..."
mkdir "$work/source" "$work/empty"
git archive HEAD | tar -x -C "$work/source"
(cd "$work/source" && "$python" -m build --wheel --no-isolation --outdir "$work" . >"$work/build.log" 2>&1) ||
    { cat "$work/build.log"; exit 1; }
wheel=$(echo "$work"/*.whl)
"$python" scripts/wheel_holds.py "$wheel" "$work/source"

echo "Installing it in a fresh environment ..."
"$python" -m venv "$work/venv"
pip=("$work/venv/bin/python" -m pip --disable-pip-version-check -qq)
"${pip[@]}" install --require-hashes -r requirements/runtime.txt
"${pip[@]}" install --no-deps --no-index "$wheel"
"${pip[@]}" check

cd "$work/empty"
"$work/venv/bin/sentence-packages" --help >/dev/null
"$work/venv/bin/sentence-packages" options "$case_name" --want 1 >"$work/options.txt"
test -s "$work/options.txt" || { echo "options $case_name printed nothing."; exit 1; }
echo "The wheel stands alone: options $case_name printed $(wc -l <"$work/options.txt") lines."
