# The verbs of this project, for a person and for CI alike. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PORT ?= 8000
BIN := .venv/bin

.PHONY: help install run demo test test-sqlite test-postgres check conformance simulate bench screenshots messages lock vendor

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

install:  ## the environment with its system libraries, for running and testing
	@make/system.sh test
	@make/environment.sh test
	@make/messages.sh

run:  ## install what is missing, load the demo once, serve on 127.0.0.1:8000 (PORT= changes it)
	@make/run.sh

demo:  ## build the demo anew; whatever was entered into it is lost
	@$(BIN)/python manage.py load_demo

test:  ## every test: rules and pages on PostgreSQL, then the whole suite on SQLite
	@$(MAKE) --no-print-directory install
	@$(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory test-sqlite

test-sqlite:
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Journeys and the house rules do not depend on the database; they run once, on SQLite.
test-postgres:
	@make/postgres.sh $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not journey" \
		--ignore=tests/architecture --ignore=tests/journeys

simulate: install  ## ten thousand random fault schedules against the verbs of an attempt (twenty minutes)
	@SCHEDULES=10000 $(BIN)/python -m pytest -q -n 0 tests/assessments/player/test_faults.py

check:  ## style, types, import direction, settings, migrations, message catalogues
	@make/check.sh

conformance: install  ## certificates in all their forms judged by veraPDF: PDF/A-3a and PDF/UA-1
	@make/conformance.sh

bench: install  ## the figures of docs/performance.md, measured in this run
	@$(BIN)/python -m tests.bench

screenshots: install  ## the pictures of README.md
	@$(BIN)/python -m tests.screenshots

messages:  ## collect every visible word into the catalogues, then compile them
	@for app in accounts courses assessments certificates cms; do \
		(cd $$app && mkdir -p locale && env -u DJANGO_SETTINGS_MODULE ../$(BIN)/django-admin makemessages -l fr --no-wrap --no-location); \
	done
	@make/messages.sh

lock:  ## both lock files from pyproject.toml, with hashes and without an index address
	@make/lock.sh

vendor:  ## the one script of others, from its pinned version (needs npm)
	@make/vendor.sh
