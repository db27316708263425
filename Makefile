# Needs Python 3.11 or newer and make, nothing else: all that is installed goes to .venv, at the versions in requirements/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# The locks name the digest of every file; nothing is built from source.
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.DEFAULT_GOAL := help
.PHONY: help demo test check quality bench bench-ledger fuzz lock clean

help: ## show this list
	@echo "OnRecord. Targets:"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 21

demo: $(VENV)/.run ## set up .venv and read the examples that ship with the package
	$(BIN)/onrecord demo

test: check ## lint, format, strict types, import contract, tests, docs examples
	$(BIN)/python -m pytest

check: $(VENV)/.dev # all that needs no run of the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: $(VENV)/.dev ## check the floors under the measured quality (needs ../shared/data)
	$(BIN)/python -m eval.gate

fuzz: $(VENV)/.dev ## try to break it with bad input for 24 minutes (MINUTES=N)
	$(BIN)/python -m scripts.fuzz --minutes $(or $(MINUTES),24)

bench: $(VENV)/.dev ## print speed, memory and start-up times
	$(BIN)/python -m eval.bench

bench-ledger: $(VENV)/.dev ## print what ledgers of growing size cost: SIZES="1000 10000 100000" ON="sqlite postgresql"
	$(BIN)/python -m eval.bench_ledger --sizes $(SIZES) --on $(ON)
SIZES := 1000 10000
ON := sqlite postgresql

lock: $(VENV)/.dev ## resolve the newest versions anew into requirements/*.lock
	$(BIN)/uv pip compile --no-config --quiet --upgrade $(LOCKING) pyproject.toml requirements/build.in -o requirements/run.lock
	$(BIN)/uv pip compile --no-config --quiet --upgrade $(LOCKING) pyproject.toml requirements/build.in --group dev \
		--constraint requirements/run.lock -o requirements/dev.lock
LOCKING := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

clean: ## remove .venv and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "OnRecord needs Python 3.11 or newer; give one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "installing what requirements/run.lock names into $(VENV) (a minute or two, once)"
	$(INSTALL) -r requirements/run.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@echo "installing what requirements/dev.lock names into $(VENV)"
	$(INSTALL) -r requirements/dev.lock
	@touch $@
