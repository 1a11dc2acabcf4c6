#!/usr/bin/env bash
# Makes requirements.lock from pyproject.toml and packaging/build.in: every package with its hashes, for every system,
# without the name of any host. Needs uv. `bash packaging/lock.sh` keeps the versions that are in the lock already;
# `bash packaging/lock.sh --upgrade` takes the newest.
#
# packaging/mutants.lock is made beside it: what the mutants need is of no use to anybody else, and one package of it
# (yattag) comes as source alone, which requirements.lock lets in from nobody.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  UV_CUSTOM_COMPILE_COMMAND="bash packaging/lock.sh" uv pip compile --quiet \
    --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate "$@"
}
lock --only-binary :all: --group dev pyproject.toml packaging/build.in --output-file requirements.lock "$@"
lock --group mutants --constraint requirements.lock --output-file packaging/mutants.lock "$@"
