# From a fresh clone, with nothing but Python 3.11 or newer and make:
#   make demo    assess an example
#   make quick   what a change breaks soonest, in under a minute
#   make test    every check, as CI runs it

# The first Python that is new enough; `make PYTHON=python3.13 …` takes another, and makes the environment anew.
PYTHONS := python3 python3.13 python3.12 python3.11
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for each in $(PYTHONS); do $$each -c '$(ENOUGH)' 2>/dev/null && echo $$each && break; done)
endif
VERSION := $(shell $(PYTHON) -c 'import sys; print(*sys.version_info[:2], sep=".")' 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
BASE := $(VENV)/.base-$(VERSION)
READY := $(VENV)/.ready-$(VERSION)
# A pip that is there already spares the environment one of its own, which takes half as long as all the rest.
HAS_PIP := $(shell $(PYTHON) -c 'import pip' 2>/dev/null && echo yes)
PIP := $(if $(HAS_PIP),$(PYTHON) -m pip --python,) $(BIN)/python $(if $(HAS_PIP),,-m pip)

TOOLS := node_modules/.ready
PYTEST := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

.PHONY: demo quick test read check rubrics wheel fonts generated fuzz benchmarks mutants clean

demo: $(BASE)
	$(BIN)/partnercheck assess examples/acme.yaml

# What keeps one processor busy goes side by side; the tests take all there are, the slowest files not last.
test:
	@$(MAKE) --no-print-directory --jobs 2 $(READY) $(TOOLS)
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target read rubrics wheel
	$(PYTEST)

# What people install: partnercheck alone.
$(BASE): pyproject.toml
	@$(PYTHON) -c '$(ENOUGH)' 2>/dev/null || \
		{ echo "partnercheck needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing partnercheck and what it needs into $(VENV), once."
	@$(PYTHON) -m venv $(if $(wildcard $@),,--clear) $(if $(HAS_PIP),--without-pip,) $(VENV)
	@$(PIP) install --quiet --disable-pip-version-check --editable .
	@touch $@

# What it takes to check it.
$(READY): $(BASE)
	@echo "Installing what the checks need into $(VENV), once."
	@$(PIP) install --quiet --disable-pip-version-check --upgrade pip  # groups need a new one
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@$(BIN)/python -m compileall -q src  # as an installed program is; else each that a test starts compiles it anew
	@touch $@

# What checks the reports in a browser, and the whole of their fonts; without it those tests are skipped, unless
# PARTNERCHECK_TOOLS=required.
$(TOOLS): package.json
	-@npm install --no-package-lock --ignore-scripts --no-audit --no-fund --silent && \
		chmod +x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool && touch $@ || \
		echo "npm is missing or failed: the reports are not checked in a browser" >&2

# What is known without running anything.
read: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The decision itself, what it is made from, and every example in every format; few generated inputs.
QUICK := tests/engine tests/model tests/load tests/authoring tests/test_source.py tests/cli/test_cli_golden.py

quick: $(READY) read
	$(BIN)/pytest -n auto --dist loadfile --hypothesis-profile=quick $(QUICK)

check: $(READY) $(TOOLS) read
	$(PYTEST)

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

# The parts of open fonts that reports carry; `docs/fonts.py` says which.
fonts: $(READY) $(TOOLS)
	$(BIN)/python docs/fonts.py

# Files that are made from others: schemas, what docs shows of the program, golden reports, those of the examples.
generated: $(READY)
	for kind in rubric dossier organisation reply cases approval config assessment approvals verify whatif compare history calibration check test diff rubrics rules portfolio due collect measures evidence todo update change import lines diagnostics tables; do \
		$(BIN)/partnercheck schema $$kind > schemas/$$kind.json || exit 1; done
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/rules.py
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/ideas.py
	$(BIN)/python docs/report_model.py
	$(BIN)/python docs/questionnaires.py
	$(BIN)/pytest -q --update-golden tests/render tests/cli tests/load tests/importing tests/authoring

fuzz: $(READY)
	PARTNERCHECK_FUZZ=100000 $(BIN)/pytest -n auto tests/fuzz

benchmarks: $(READY)
	$(BIN)/python -m compileall -q src
	-$(BIN)/python benchmarks/startup.py
	-$(BIN)/python benchmarks/history.py
	-$(BIN)/python benchmarks/throughput.py
	-$(BIN)/python benchmarks/portfolio.py
	-$(BIN)/python benchmarks/polish_firms.py
	-$(BIN)/python benchmarks/reports.py

# All small changes of a package, or with SAMPLE=280 that many of them; SEED draws others.
PACKAGE := engine
SAMPLE := 0
SEED := 1

mutants: $(READY)
	$(BIN)/python benchmarks/mutants.py $(PACKAGE) --sample $(SAMPLE) --seed $(SEED)

clean:
	rm -rf $(VENV) node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
