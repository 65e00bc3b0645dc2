#!/usr/bin/env bash
# Compile each catalogue that is newer than its compiled form.
set -euo pipefail
shopt -s nullglob

for catalogue in */locale/*/LC_MESSAGES/*.po; do
    compiled=${catalogue%.po}.mo
    if [ ! -f "$compiled" ] || [ "$catalogue" -nt "$compiled" ]; then
        msgfmt --check-format --output-file "$compiled.new" "$catalogue"
        mv "$compiled.new" "$compiled"
    fi
done
