#!/usr/bin/env bash
# Runs a command with DATABASE_URL pointing at a PostgreSQL server of its own: Debian's packages,
# a temporary folder, a free port of the loopback, stopped afterwards whatever happens.
# Usage: postgres.sh COMMAND [ARGUMENT...]
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is missing: make/system.sh test installs it." >&2; exit 1; }

folder=$(mktemp -d)
password=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
printf '%s' "$password" >"$folder/password"
server=
stop() {
    status=$?
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    chown -R postgres: "$folder"
    as_owner=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
cd_free() { (cd "$folder" && "$@"); }
cd_free "${as_owner[@]}" "$bin/initdb" --pgdata="$folder/data" --username=relais --encoding=UTF8 \
    --locale=C.UTF-8 --auth=scram-sha-256 --pwfile="$folder/password" --no-sync >"$folder/initdb.log"

port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Durability is for data that matters: this server's is thrown away.
(
    cd "$folder"
    exec "${as_owner[@]}" "$bin/postgres" -D "$folder/data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off
) >"$folder/server.log" 2>&1 </dev/null &
server=$!

export PGHOST=127.0.0.1 PGPORT=$port PGUSER=relais PGPASSWORD=$password
for _ in $(seq 100); do
    "$bin/pg_isready" --quiet && break
    kill -0 "$server" 2>/dev/null || { cat "$folder/server.log" >&2; exit 1; }
    sleep 0.1
done
"$bin/createdb" relais

export DATABASE_URL=postgres://relais:$password@127.0.0.1:$port/relais
# Migrated once here; every test database is a clone of it.
DJANGO_SETTINGS_MODULE=config.settings.test .venv/bin/python manage.py migrate --verbosity=0
export TEST_TEMPLATE=relais
"$@"
