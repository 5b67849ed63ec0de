# make run   the dashboard on http://localhost:8501
# make test  what has to pass before a change lands, browser included
PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
# Folders whose tests need no server; tests/ itself without what makes every page and file anew.
QUICK := kpo $(addprefix tests/,core data mcda scoring robustness analysis scenarios narrative case \
  deck charts workshop test_readme.py test_caches.py test_workers.py)
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
FEW := 200
ALONE := tests/hosting
LEFT := Left to make thorough: most of what only a browser tells, the second theme, more sizes and pages, 49 of 50 hostile cases.

# Compiled modules are kept, whatever the environment says: every worker and server would compile anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run check test thorough lint data fetch refresh bench load soak fuzz browser pictures notebook requirements decisions licences audit clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp ## set up and open the dashboard on http://localhost:8501 (PORT=…)
	$(BIN)/python -m kpo.ui.server.serve --server.port $(PORT)

check: lint ## what to run before each commit, under a minute: lint, and the quick tests
	$(PYTEST) $(SHARED) -q -m "not (slow or alone or browser)" $(QUICK)

browser: $(VENV)/dev.stamp ## find a browser for the tests, or get one
	$(BIN)/python -m tests.browser.find

test: $(VENV)/dev.stamp browser ## set up and run the tests, journeys in a real browser among them (WORKERS=2)
	@export KPO_CASES=$(FEW); $(PYTEST) $(SHARED) -m "not (alone or thorough)"; together=$$?; \
	  $(PYTEST) -m "alone and not thorough" $(ALONE); alone=$$?; echo "$(LEFT)"; exit $$((together + alone))

thorough: $(VENV)/dev.stamp browser ## every test: all of the browser, all repeats, 10,000 hostile cases a door
	@$(PYTEST) $(SHARED) -m "not alone"; together=$$?; $(PYTEST) -m alone $(ALONE) && exit $$together

lint: $(VENV)/dev.stamp ## ruff, typos, mypy and the layers of kpo/
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/typos
	$(BIN)/mypy
	$(BIN)/lint-imports

RAW ?= ../shared/sources
data: $(VENV)/dev.stamp ## rebuild data/ from raw figures (RAW=FOLDER)
	$(BIN)/python -m data.etl $(RAW)
	$(BIN)/python -m data.etl.map_files

FETCHED ?= ../kpo-atlas-raw
fetch: $(VENV)/dev.stamp ## fetch raw figures from their publishers (FETCHED=FOLDER SOURCES="…")
	$(BIN)/python -m data.etl fetch --raw $(FETCHED) $(SOURCES)

refresh: $(VENV)/dev.stamp ## fetch, and say what moved; ACCEPT=--accept replaces the tables
	-$(BIN)/python -m data.etl fetch --raw $(FETCHED) $(SOURCES)
	$(BIN)/python -m data.etl refresh --raw $(FETCHED) $(ACCEPT)

bench: $(VENV)/dev.stamp browser ## measure the core and the pages
	$(BIN)/python -m benchmarks

load: $(VENV)/dev.stamp ## 50 and 200 readers at once, one process killed (eleven minutes)
	$(BIN)/python -m benchmarks.load

soak: $(VENV)/dev.stamp ## 50 readers for ten minutes: does the memory stay flat?
	$(BIN)/python -m benchmarks.load --soak

CASES ?= 200000
fuzz: $(VENV)/dev.stamp ## 200,000 hostile cases at every door, others each day (CASES=…; half an hour)
	KPO_CASES=$(CASES) KPO_SEED=$$(date +%Y%j) $(PYTEST) tests/hostile

pictures: $(VENV)/dev.stamp browser ## take the pictures of the README anew
	$(BIN)/python -m docs.pictures

notebook: $(VENV)/dev.stamp ## run docs/notebook.ipynb and keep its answers
	$(BIN)/python -m docs.notebook

requirements: $(VENV)/dev.stamp ## write requirements.txt and requirements-dev.txt from pyproject.toml
	$(BIN)/python -m deploy.requirements

decisions: $(VENV)/dev.stamp ## write the list of docs/decisions/
	$(BIN)/python -m docs.decision_list

licences: $(VENV)/dev.stamp ## write docs/dependencies.md: packages, versions and licences
	$(BIN)/python -m docs.licences

AUDIT := .audit
audit: ## ask whether any package is known to be vulnerable (asks the outside world)
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	$(AUDIT)/bin/pip-audit --strict -r requirements.txt

clean: ## take away the environment and what tools left behind
	rm -rf $(VENV) $(AUDIT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
