# make run   the dashboard on http://localhost:8501
# make test  everything that is tested, browser included
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint data bench load soak fuzz browser pictures licences audit clean

help:
	@echo "make run    set up and open the dashboard on http://localhost:$(PORT)"
	@echo "make test   set up and run every test, in a real browser too"
	@echo "make lint   ruff, mypy and the layers of kpo/"
	@echo "make data   rebuild data/ from raw figures (RAW=FOLDER, default ../shared/sources)"
	@echo "make bench  measure the core and the pages"
	@echo "make load   50 and 200 readers at once, one process killed (eleven minutes)"
	@echo "make soak   50 readers for ten minutes: does the memory stay flat?"
	@echo "make fuzz   throw 200,000 hostile cases at every door, others each day (half an hour)"
	@echo "make licences  write docs/dependencies.md: packages, versions and licences"
	@echo "make audit  ask whether any of them is known to be vulnerable (asks the outside world)"

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp
	$(BIN)/python -m kpo.ui.serve --server.port $(PORT)

browser: $(VENV)/dev.stamp
	$(BIN)/python -m tests.browser.find

test: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

RAW ?= ../shared/sources
data: $(VENV)/dev.stamp
	$(BIN)/python -m data.etl $(RAW)
	$(BIN)/python -m kpo.charts.outlines

bench: $(VENV)/dev.stamp browser
	$(BIN)/python -m benchmarks

load: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.load

soak: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.load --soak

CASES ?= 200000
fuzz: $(VENV)/dev.stamp
	KPO_CASES=$(CASES) KPO_SEED=$$(date +%Y%j) $(BIN)/python -m pytest tests/hostile

pictures: $(VENV)/dev.stamp browser
	$(BIN)/python -m docs.pictures

licences: $(VENV)/dev.stamp
	$(BIN)/python -m docs.licences

AUDIT := .audit
audit:
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	$(AUDIT)/bin/pip-audit --strict -r requirements.txt

clean:
	rm -rf $(VENV) $(AUDIT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
