# Everything that a person or CI runs here; `make help` lists it. Needs Python 3.11+ (venv, pip) only.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --no-deps
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header
LOCKFLAGS ?=

.DEFAULT_GOAL := all
.PHONY: all help setup run test check lint types imports docs locks format bench quality lock clean pictures

all: test check

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

# --- setting up -------------------------------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer; none was found (set PYTHON=...)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.setup: $(BIN)/python requirements/run.lock requirements/build.lock pyproject.toml
	$(PIP) --require-hashes -r requirements/run.lock -r requirements/build.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.develop: $(VENV)/.setup requirements/dev.lock
	$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(VENV)/.setup ## install dragoman into .venv; leaves .venv/bin/dragoman

# --- using ------------------------------------------------------------------------------------

run: setup ## read examples/ into out/dragoman.db and write a report
	@mkdir -p out
	$(BIN)/dragoman read examples --ledger out/dragoman.db
	@$(BIN)/dragoman report --quiet --ledger out/dragoman.db --out out/report.html >/dev/null
	@echo "The report: $(CURDIR)/out/report.html"

# --- checking ---------------------------------------------------------------------------------

test: $(VENV)/.develop ## run the tests
	$(BIN)/python -m pytest

check: lint types imports docs locks ## lint, strict types, import direction, stale docs, locks

lint: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.develop
	$(BIN)/mypy

imports: $(VENV)/.develop
	$(BIN)/lint-imports

COGGED = $(shell grep -rl --include='*.md' '\[\[\[cog' README.md CHANGELOG.md CONTRIBUTING.md docs)

docs: $(VENV)/.develop
	$(if $(COGGED),$(BIN)/python -m cogapp --check --check-fail-msg 'stale; run: make format' $(COGGED))

locks: $(VENV)/.develop
	$(BIN)/python -m pytest tests/contracts/test_locks.py

format: $(VENV)/.develop ## put code and printed docs in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(if $(COGGED),$(BIN)/python -m cogapp -r $(COGGED))

bench: $(VENV)/.develop ## print how long the command and the examples take
	$(BIN)/python -m benchmarks.speed

quality: $(VENV)/.develop ## score against gold and compare with the floors, but for what is timed or takes minutes
	$(BIN)/python -m benchmarks.quality --quick

lock: $(VENV)/.develop ## write requirements/*.lock anew (LOCKFLAGS=--upgrade for newer versions)
	$(PIP) uv
	$(LOCK) $(LOCKFLAGS) -o requirements/run.lock
	$(LOCK) $(LOCKFLAGS) --group dev -c requirements/run.lock -o requirements/dev.lock
	$(subst pyproject.toml ,,$(LOCK)) --group build -c requirements/dev.lock -o requirements/build.lock

pictures: $(VENV)/.develop ## take the pictures of the documents anew (needs Chromium)
	$(BIN)/python docs/pictures/take.py

clean: ## remove what was built, read and installed
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
