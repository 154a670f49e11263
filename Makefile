# Needs make and Python 3.11 to 3.14. pip fetches from wherever it is set up to fetch from.
PYTHON ?= python3
CASE ?= mission
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
CLI := $(BIN)/sentence-packages
export CASE

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types soak bench wheel-check clean

help:  ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed  ## Show the options for a shipped case (CASE=mission)
	@$(CLI) options $(CASE) --want 3

test: $(VENV)/.dev  ## Run the tests that take seconds
	@$(BIN)/python -m pytest -q -n 2

soak: $(VENV)/.dev  ## Run the tests that take minutes
	@$(BIN)/python -m pytest -q -n 2 -m slow

lint: $(VENV)/.dev  ## Check the style
	@$(BIN)/ruff check .

format: $(VENV)/.dev  ## Mend what the linter can mend
	@$(BIN)/ruff check --fix .

types: $(VENV)/.dev  ## Check the types of models and optimiser
	@$(BIN)/mypy

bench: $(VENV)/.installed  ## Run every benchmark
	@$(CLI) bench

wheel-check: $(VENV)/.dev  ## Build the wheel and try it in a fresh environment
	@scripts/wheel_check.sh $(BIN)/python

clean:  ## Take away the environment and everything made
	@rm -rf $(VENV) build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The demo needs the first three of these, the checks the fourth.
$(VENV)/.made:
	@echo "Making $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
		|| { echo "$(PYTHON) is not Python 3.11 to 3.14: make PYTHON=python3.12, say."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt requirements/build.txt
	@echo "Installing the locked requirements ..."
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.runtime pyproject.toml requirements/runtime.in
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements/dev.txt
	@echo "Installing the locked tools of the checks ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
