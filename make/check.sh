#!/usr/bin/env bash
# `make check`: everything that can be judged without running the site.
set -euo pipefail

make/system.sh test
make/environment.sh test
make/messages.sh
bin=.venv/bin
step() { echo "· $*"; "$@"; }

step $bin/ruff format --check --quiet .
step $bin/ruff check --quiet .
step $bin/mypy .
step $bin/lint-imports
export DJANGO_SETTINGS_MODULE=config.settings.test
step $bin/python manage.py check --fail-level WARNING
step $bin/python manage.py makemigrations --check --dry-run \
    accounts courses assessments certificates cms
step $bin/python -m pytest -q --no-header tests/architecture/test_catalogues.py

# Production without a key warns; here it has one.
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
secret() { head -c 48 /dev/urandom | base64 --wrap=0; }
deployed=(env DJANGO_SETTINGS_MODULE=config.settings.production RELAIS_KEYS="$keys"
    SECRET_KEY="$(secret)" REGISTER_KEY="$(secret)" ALLOWED_HOSTS=relais.example
    PUBLIC_ADDRESS=https://relais.example)
step "${deployed[@]}" $bin/python manage.py certificate_keys --make
step "${deployed[@]}" $bin/python manage.py answer_keys --make
step "${deployed[@]}" $bin/python manage.py check --deploy --fail-level WARNING
