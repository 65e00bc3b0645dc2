#!/usr/bin/env bash
# Prints the certificates in all their forms and has veraPDF's validator judge them.
set -euo pipefail
cd "$(dirname "$0")/.."

printed=$(mktemp -d)
trap 'rm -rf "$printed"' EXIT
.venv/bin/python -m tests.conformance "$printed"
make/judge-pdf.sh "$printed"/*.pdf
