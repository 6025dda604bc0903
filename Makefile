# Each target does all the set-up it needs on a machine with Python ≥ 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test check lint format format-check types docs clean

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("xlaudit needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

demo: $(STAMP)  ## the whole path on a real declaration: generate, fill, read back, score, summarise
	$(BIN)/xlaudit demo --output demo

test: $(STAMP)  ## the tests
	$(BIN)/pytest -n auto -q

check: $(STAMP) format-check lint types test  ## all that must be green

format-check: $(STAMP)
	$(BIN)/ruff format --check .

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/xlaudit referential lint

docs: $(STAMP)  ## rewrite the generated pages
	$(BIN)/python docs/build_pages.py
	$(BIN)/python docs/build_report_templates.py

types: $(STAMP)
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) demo dist .mypy_cache .ruff_cache .pytest_cache
