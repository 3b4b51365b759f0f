# `make` alone prints what there is. Nothing is installed outside this folder.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# For `make test`: --database sqlite|postgres|all, --install-browser, and anything pytest takes.
ARGS ?=

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help demo test lint format lock messages clean
.DEFAULT_GOAL := help

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(BASE) ## Install, load the demo site and serve it (PORT, DATABASE_URL, DEMO_PASSWORD)
	@$(BIN)/python manage.py quickstart

test: $(DEV) ## Run the whole suite on SQLite and PostgreSQL, in a real browser too (ARGS="-k agenda")
	@$(BIN)/python -m tests.run $(ARGS)

lint: $(DEV) ## Check the style of Python and templates
	@failed=0; for check in "ruff check --output-format=concise ." "ruff format --check --output-format=concise ." "djlint --lint --quiet ."; do \
		echo "$$check"; $(BIN)/$$check || failed=1; done; exit $$failed

format: $(DEV) ## Put Python into that style
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

messages: $(DEV) ## Collect the interface's texts into the catalogues and compile them (needs gettext)
	$(BIN)/python -m tests.harness.catalogues --update

lock: $(BASE) ## Write requirements/*.txt anew from pyproject.toml
	@test -x $(BIN)/uv || $(PIP) install uv
	$(COMPILE) -o requirements/base.txt
	$(COMPILE) --group dev -c requirements/base.txt -o requirements/dev.txt

clean: ## Remove the installation and all caches; your data in var/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The installation: made once, brought up to date when a lock file has changed ---

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), but Python 3.11 or newer is needed. Name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(BASE): requirements/base.txt | $(BIN)/python
	@echo "Installing $< …"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(DEV): requirements/dev.txt $(BASE)
	@echo "Installing $< …"
	@$(PIP) install --require-hashes -r $<
	@touch $@
