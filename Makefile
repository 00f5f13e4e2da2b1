# Every target makes what it needs in .venv by itself, with uv where that is installed.
# `make PYTHON=/path/to/python …` chooses the Python when .venv is made; `make clean` starts anew.

PORT ?= 8000
WORKERS ?= auto
ARGS ?=

BIN := .venv/bin
SOURCE := docs/source
BUILD := docs/_build

.DEFAULT_GOAL := help
# Two installs at a time would spoil one environment.
.NOTPARALLEL:
.PHONY: help docs-check checklist docs-serve docs-build docs-hosted test lint bench screenshots clean

help: ## Show this list
	@echo "Usage: make TARGET"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

docs-check: .venv/.stamp-docs ## Check this project's own records and pages
	@$(BIN)/sphinx-governance check

checklist: .venv/.stamp-docs ## Show what the last commits owe (BASE=HEAD~10)
	@$(BIN)/sphinx-governance checklist --format text --base "$${BASE:-$$(git rev-list --max-count=11 HEAD | tail -1)}"

docs-serve: .venv/.stamp-docs ## Serve the docs on http://localhost:8000 and rebuild on change (PORT=…)
	$(BIN)/python -m sphinx_autobuild --port $(PORT) --watch sphinx_governance \
		--re-ignore '__pycache__' $(SOURCE) $(BUILD)/serve

docs-build: .venv/.stamp-docs ## Build the docs as HTML; every warning is an error
	$(BIN)/python -m sphinx -n -W -T --keep-going -b html $(SOURCE) $(BUILD)/html

docs-hosted: .venv/.stamp-docs ## Build the last commit as Read the Docs does, in an environment of its own
	@$(BIN)/python tools/hosted.py

test: .venv/.stamp-test ## Run the tests (WORKERS=2, ARGS="-k word")
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

lint: .venv/.stamp-lint ## Check style, types, import walls and prose markup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sphinx-lint $(SOURCE) $(wildcard *.rst)

bench: .venv/.stamp-test ## Measure speed (ARGS=… is passed on)
	$(BIN)/python -m benchmarks $(ARGS)

screenshots: docs-build .venv/.stamp-test ## Take the pictures that README and docs show (needs Chromium)
	$(BIN)/python tools/screenshots.py

clean: ## Remove everything that these targets made, .venv too
	rm -rf .venv .nox .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf $(BUILD) build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp a dependency group: as long as pyproject.toml is older, nothing is asked or installed.
.venv/.stamp-%: pyproject.toml
	@sh tools/venv.sh $*
	@touch $@
