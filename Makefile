# From a fresh clone, with nothing but Python 3.11 or newer and make:
#   make demo    assess an example
#   make test    every check, as CI runs it

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check wheel generated benchmarks mutants clean

demo: $(READY)
	$(BIN)/partnercheck assess examples/acme.yaml

test: check wheel

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "partnercheck needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# The wheel carries the rubrics and templates: install it where nothing else is, and run it from another folder.
wheel: $(READY)
	rm -rf dist build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet dist/*.whl
	cd build && wheel/bin/partnercheck new wheel/partner.yaml --force && wheel/bin/partnercheck assess wheel/partner.yaml --quiet

# Files that are made from others: schemas, the picture in the README, golden reports.
generated: $(READY)
	for kind in rubric dossier organisation cases assessment; do \
		$(BIN)/partnercheck schema $$kind > schemas/$$kind.json || exit 1; done
	$(BIN)/python docs/picture.py
	$(BIN)/pytest -q --update-golden tests/render tests/cli

benchmarks: $(READY)
	$(BIN)/python -m compileall -q src
	-$(BIN)/python benchmarks/startup.py
	-$(BIN)/python benchmarks/throughput.py
	-$(BIN)/python benchmarks/portfolio.py
	-$(BIN)/python benchmarks/polish_firms.py

mutants: $(READY)
	$(BIN)/mutmut run
	$(BIN)/mutmut export-cicd-stats
	@cat mutants/mutmut-cicd-stats.json

clean:
	rm -rf $(VENV) build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
