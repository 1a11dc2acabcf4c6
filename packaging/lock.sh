#!/usr/bin/env bash
# Makes requirements.lock from pyproject.toml and packaging/build.in: every package with its hashes, for every system,
# without the name of any host. Needs uv. `bash packaging/lock.sh` keeps the versions that are in the lock already;
# `bash packaging/lock.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."
UV_CUSTOM_COMPILE_COMMAND="bash packaging/lock.sh" uv pip compile --quiet \
  --universal --python-version 3.11 --generate-hashes --only-binary :all: \
  --no-emit-index-url --no-emit-find-links --no-annotate \
  --group dev pyproject.toml packaging/build.in --output-file requirements.lock "$@"
