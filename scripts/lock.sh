#!/bin/sh
# New pins for one group of packages (base, dev or local), from what pyproject.toml asks for.
set -eu
cd "$(dirname "$0")/.."
case "$1" in
  base) set -- pyproject.toml --output-file requirements/base.txt ;;
  dev) set -- --group dev --constraint requirements/base.txt --output-file requirements/dev.txt ;;
  local)
    grep -q '^local = ' pyproject.toml || exit 0
    set -- pyproject.toml --extra local --constraint requirements/base.txt --output-file requirements/local.txt ;;
  *) echo "usage: scripts/lock.sh base|dev|local" >&2; exit 2 ;;
esac
out=$(eval echo \${$#})
"${UV:-.venv/bin/uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" "$@"
case "$out" in
  *local.txt)
    # set-up says this before it downloads
    { echo "# say: Speech recognition for the tests downloads about 190 MB (LOCAL=0 leaves it out)."; cat "$out"; } >"$out.new"
    mv "$out.new" "$out" ;;
esac
