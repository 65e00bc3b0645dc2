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
static=$( (cat requirements.lock; find accounts courses assessments certificates cms -path '*/static/*' -type f -printf '%p %s %T@\n' | sort) | digest)
if ! fresh static "$static" || [ ! -f "$var/static/staticfiles.json" ]; then
    echo "Collecting static files"
    "$python" manage.py collectstatic --noinput --clear --verbosity=0
    done_for static "$static"
fi
personas=$("$python" manage.py show_personas)

# Says where the site is, once it has answered for the first time.
announce() {
    local answer
    for _ in $(seq 150); do
        if exec 3<>"/dev/tcp/$HOST/$PORT"; then
            printf 'GET /robots.txt HTTP/1.0\r\nHost: %s\r\n\r\n' "$HOST" >&3
            if read -r -t 60 answer <&3 && [ -n "$answer" ]; then break; fi
        fi
        sleep 0.2
    done 2>/dev/null
    printf '\n%s\n\nRelais is at\n  %s/fr/  (français)\n  %s/en/  (English)\n  %s/admin/  (editors)\n' \
        "$personas" "$PUBLIC_ADDRESS" "$PUBLIC_ADDRESS" "$PUBLIC_ADDRESS"
    echo "Ctrl-C stops it."
}

# The server has a session of its own: Ctrl-C reaches this script only, which then asks the
# server's main process to end, and that one its workers, in order and without a traceback.
serve() {
    set +m
    setsid "$python" -m granian --interface wsgi config.wsgi:application \
        --host "$HOST" --port "$PORT" --workers 2 --blocking-threads 4 --backpressure 64 \
        --respawn-failed-workers --workers-kill-timeout 5 --log-level warning </dev/null &
    local server=$! status=0
    trap 'kill -TERM "$server" 2>/dev/null' INT TERM HUP
    announce &
    local announcer=$!
    wait "$server" || status=$?
    # A signal ends the first wait; this one waits for the server itself.
    while kill -0 "$server" 2>/dev/null; do wait "$server" || true; done
    kill "$announcer" 2>/dev/null || true
    # 130, 143, 129: Ctrl-C, a polite request to end, a closed terminal: what was asked for.
    case $status in 0 | 129 | 130 | 143) echo "Relais has stopped." ;; *) exit "$status" ;; esac
}

# At a terminal the serving part becomes the foreground job, so that Ctrl-C does not reach make
# and make reports no interrupt. Elsewhere this very shell serves: a signal that make passes on must
# reach the one that asks the server to end.
if [ -t 0 ] && [ -t 1 ]; then
    set -m
    (serve)
else
    serve
fi
