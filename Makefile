# vedette: every target makes and reuses .venv by itself; PYTHON picks the interpreter (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test check bench serve docs lock clean

help:  ## show what there is to make
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "vedette needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/ready  ## code the bundled corpus, keep its ledger and write its briefing into demo/
	$(BIN)/vedette demo --out demo

test: .venv/ready-dev  ## all checks and all tests
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: .venv/ready-dev  ## style, types, floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/ready-dev  ## accuracy and speed on the development sets in $(SHARED)
	$(BIN)/python -m benchmarks --data $(SHARED)/bench

serve: demo  ## look at the demo's briefing in a browser at http://127.0.0.1:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory demo 8000

docs: .venv/ready-dev  ## run every snippet of the README and docs/
	$(BIN)/python -m pytest tests/docs

lock:  ## pin every dependency again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --group build --group dev -o requirements-dev.lock

clean:  ## remove what make made
	rm -rf .venv demo dist
