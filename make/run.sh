#!/usr/bin/env bash
# `make run`: from a fresh clone to a served site. Each step is left out when nothing changed.
set -euo pipefail

export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-config.settings.dev}
PORT=${PORT:-8000}
HOST=127.0.0.1
export PUBLIC_ADDRESS=${PUBLIC_ADDRESS:-http://$HOST:$PORT}
var=${RELAIS_VAR:-var}
stamps=$var/stamps
database=$var/relais.sqlite3

make/system.sh run
make/environment.sh run
python=.venv/bin/python

if ! "$python" - "$HOST" "$PORT" <<'PYTHON'
import socket
import sys

try:
    port = int(sys.argv[2])
    if not 0 < port < 65536:
        raise ValueError
except ValueError:
    sys.exit(f"PORT must be a number from 1 to 65535; got {sys.argv[2]!r}")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((sys.argv[1], port))
    except OSError as problem:
        sys.exit(f"Port {port} cannot be used ({problem.strerror}). Choose another: make run PORT=8001")
PYTHON
then
    exit 1
fi

mkdir -p "$stamps"
# fresh NAME HASH: has this step been done for this state? done_for NAME HASH: yes, from now on.
fresh() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
done_for() { echo "$2" >"$stamps/$1"; }
digest() { sha256sum | cut -d' ' -f1; }

make/messages.sh

# A database elsewhere (DATABASE_URL) keeps no stamp here: it is asked each time.
[ -n "${DATABASE_URL:-}" ] || [ -f "$database" ] || rm -f "$stamps/migrated" "$stamps/demo"
migrations=$(cat requirements.lock */migrations/*.py | digest)
if [ -n "${DATABASE_URL:-}" ] || ! fresh migrated "$migrations"; then
    echo "Preparing the database (the first time takes half a minute)"
    "$python" manage.py migrate --verbosity=0
    done_for migrated "$migrations"
fi
if [ -n "${DATABASE_URL:-}" ] || ! fresh demo loaded; then
    echo "Loading the demo"
    "$python" manage.py load_demo --once
    done_for demo loaded
fi
static=$( (cat requirements.lock; find ./*/static -type f -printf '%p %s %T@\n' | sort) | digest)
if ! fresh static "$static" || [ ! -f "$var/static/staticfiles.json" ]; then
    echo "Collecting static files"
    "$python" manage.py collectstatic --noinput --clear --verbosity=0
    done_for static "$static"
fi
personas=$("$python" manage.py show_personas)

announce() {
    for _ in $(seq 150); do
        if (exec 3<>"/dev/tcp/$HOST/$PORT") 2>/dev/null; then
            printf '\n%s\n\nRelais is at\n  %s/fr/  (français)\n  %s/en/  (English)\n  %s/admin/  (editors)\nCtrl-C stops it.\n' \
                "$personas" "$PUBLIC_ADDRESS" "$PUBLIC_ADDRESS" "$PUBLIC_ADDRESS"
            return
        fi
        sleep 0.2
    done
}
serve=("$python" -m granian --interface wsgi config.wsgi:application --host "$HOST" --port "$PORT"
    --workers 2 --respawn-failed-workers --log-level warning)

announce &
announcer=$!
if [ -t 0 ] && [ -t 1 ]; then
    # At a terminal the server becomes the foreground job: Ctrl-C reaches it alone, so that it
    # ends in peace and make reports no interrupt.
    set -m
    "${serve[@]}" && status=0 || status=$?
else
    "${serve[@]}" &
    server=$!
    trap 'kill -TERM "$server" 2>/dev/null' INT TERM HUP
    wait "$server" && status=0 || status=$?
    # A signal ends the first wait; the second one waits for the server itself.
    if kill -0 "$server" 2>/dev/null; then wait "$server" || true; fi
fi
kill "$announcer" 2>/dev/null || true
# 130 and 143 are Ctrl-C and a polite request to end: both are what was asked for.
case $status in 0 | 130 | 143) echo "Relais has stopped." ;; *) exit "$status" ;; esac
