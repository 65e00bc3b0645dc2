#!/usr/bin/env bash
# The Python environment in .venv, exactly as locked. Usage: environment.sh run|test
# Does nothing while the lock file is the one that was installed last.
set -euo pipefail

lock=requirements.lock
[ "${1:-run}" = test ] && lock=requirements-test.lock
hash=$(sha256sum "$lock" | cut -d' ' -f1)
stamp=.venv/installed-$lock

if [ ! -x .venv/bin/python ]; then
    python=$(command -v python3.11 || command -v python3)
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Python 3.11 is needed; found $("$python" --version)." >&2
        exit 1
    }
    echo "Creating the environment .venv"
    "$python" -m venv .venv
fi
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ] && exit 0
# The lock of the tests holds everything of the other one.
if [ "${1:-run}" = run ] && [ -f .venv/installed-requirements-test.lock ]; then
    both=$(sha256sum requirements.lock requirements-test.lock | sha256sum | cut -d' ' -f1)
    [ "$(cat .venv/installed-both 2>/dev/null)" = "$both" ] && exit 0
fi
echo "Installing $lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes --requirement "$lock" </dev/null
echo "$hash" >"$stamp"
if [ "${1:-run}" = test ]; then
    sha256sum requirements.lock requirements-test.lock | sha256sum | cut -d' ' -f1 >.venv/installed-both
fi
