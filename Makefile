# vedette: every target makes and reuses .venv by itself; PYTHON picks the interpreter (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test check bench serve fuzz train docs lock clean

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

serve: .venv/ready-dev demo  ## look at the demo's ledger in a browser
	$(BIN)/vedette serve demo/campaign.ledger --open

fuzz: .venv/ready-dev  ## a million mutated inputs at every parser
	$(BIN)/python -m benchmarks.fuzz --executions 1000000

train: .venv-training/ready  ## make the learned coder's encoder again, from pinned weights and $(SHARED)
	PYTHONPATH=. .venv-training/bin/python -m training.encoder --data $(SHARED)/bench

.venv-training/ready: training/encoder/requirements.txt requirements.lock
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv-training/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	.venv-training/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r training/encoder/requirements.txt
	@touch $@

docs: .venv/ready-dev  ## run every snippet of the README and docs/
	$(BIN)/python -m pytest tests/docs

lock:  ## pin every dependency again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --group build --group dev -o requirements-dev.lock

clean:  ## remove what make made
	rm -rf .venv .venv-training demo dist
