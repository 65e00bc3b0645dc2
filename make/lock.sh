#!/usr/bin/env bash
# Both lock files from pyproject.toml. The resolver lives in an environment of its own.
set -euo pipefail

tool=var/locking
[ -x $tool/bin/uv ] || { python3 -m venv $tool && $tool/bin/pip install --quiet uv; }
compile=("$tool/bin/uv" pip compile pyproject.toml --python-version 3.11 --generate-hashes
    --no-emit-index-url --no-header --quiet)
"${compile[@]}" --output-file requirements.lock
"${compile[@]}" --extra test --constraint requirements.lock --output-file requirements-test.lock
