# From a fresh clone, with nothing but Python 3.11 or newer and make:
#   make demo    assess an example
#   make test    every check, as CI runs it

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

TOOLS := node_modules/.ready

.PHONY: demo test check rubrics wheel generated fuzz benchmarks mutants clean

demo: $(READY)
	$(BIN)/partnercheck assess examples/acme.yaml

test: check rubrics wheel

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "partnercheck needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

# What checks the reports in a browser; without it those tests are skipped, unless PARTNERCHECK_TOOLS=required.
$(TOOLS): package.json
	-@npm install --no-package-lock --ignore-scripts --no-audit --no-fund --silent && touch $@ || \
		echo "npm is missing or failed: the reports are not checked in a browser" >&2

check: $(READY) $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile

# Every bundled rubric is clean, decides what its cases say, and they notice nearly every small change of it.
rubrics: $(READY)
	$(BIN)/partnercheck rubric check rubrics --strict
	$(BIN)/partnercheck rubric test rubrics --min-coverage flags=100 --min-coverage verdict=100 \
		--min-coverage relationship=100 --min-mutation 90

# The wheel carries the rubrics and templates: install it where nothing else is, and run it from another folder.
wheel: $(READY)
	rm -rf dist build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet dist/*.whl
	cd build && wheel/bin/partnercheck new wheel/partner.yaml --force && wheel/bin/partnercheck assess wheel/partner.yaml --quiet

# Files that are made from others: schemas, what docs shows of the program, golden reports, those of the examples.
generated: $(READY)
	for kind in rubric dossier organisation cases assessment whatif compare measures; do \
		$(BIN)/partnercheck schema $$kind > schemas/$$kind.json || exit 1; done
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/rules.py
	$(BIN)/python docs/ideas.py
	$(BIN)/python docs/report_model.py
	$(BIN)/pytest -q --update-golden tests/render tests/cli

fuzz: $(READY)
	PARTNERCHECK_FUZZ=100000 $(BIN)/pytest -n auto tests/fuzz

benchmarks: $(READY)
	$(BIN)/python -m compileall -q src
	-$(BIN)/python benchmarks/startup.py
	-$(BIN)/python benchmarks/throughput.py
	-$(BIN)/python benchmarks/portfolio.py
	-$(BIN)/python benchmarks/polish_firms.py
	-$(BIN)/python benchmarks/reports.py

mutants: $(READY)
	$(BIN)/mutmut run
	$(BIN)/mutmut export-cicd-stats
	@cat mutants/mutmut-cicd-stats.json

clean:
	rm -rf $(VENV) node_modules build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
