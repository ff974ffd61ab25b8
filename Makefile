# make run    open voiceapp            make test   run the tests
# make demo   see it in conversation   make lint   check the code
# make bench  measure                  make clean  remove what was made here
# make coverage      the tests of core, exports and the protocols, every line and branch of which they must run
# make foreign       try it with what others wrote, into docs/COMPATIBILITY.md (installs large packages)
# make pictures      the states of the window, into docs/pictures/
# make translations  gather all texts for people, compile what is translated
#
# Each target prepares what it needs (see scripts/setup.py). LOCAL=0 leaves out the models that run on this computer;
# LANGUAGES=1 adds a recogniser for many languages. WAKE=0 leaves out what hears a wake word, MCP=0 what uses the tools of
# other programs.

PYTHON ?= python3
VENV_PYTHON = .venv/bin/python
LOCAL ?= 1
LANGUAGES ?= 0
# Tests at a time: most of them wait for sound.
JOBS ?= 3
PYTEST = $(VENV_PYTHON) -m pytest --numprocesses=$(JOBS) --dist=worksteal
# Tests that are run with their coverage measured: what they are about decides, and does nothing.
MEASURED = tests/core tests/exports tests/protocols
export LOCAL LANGUAGES

.PHONY: run test coverage demo lint bench foreign pictures translations lock clean setup setup-test setup-demo

run: setup
	@.venv/bin/voiceapp $(ARGS)

# All of them, or those that ARGS names.
ifeq ($(strip $(ARGS)),)
test: setup-test coverage
	@$(PYTEST) $(addprefix --ignore=,$(MEASURED))
else
test: setup-test
	@$(PYTEST) $(ARGS)
endif

coverage: setup-test
	@$(PYTEST) --cov --cov-report=term $(MEASURED)

demo: setup-demo
	@$(VENV_PYTHON) -m tests.demo

lint: setup-test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(VENV_PYTHON) -m mypy
	@.venv/bin/pyright
	@.venv/bin/lint-imports --no-cache

bench: setup-test
	@$(VENV_PYTHON) -m benchmarks $(ONLY)

foreign: setup-test
	@$(VENV_PYTHON) -m tests.foreign $(ARGS)

pictures: setup-test
	@$(VENV_PYTHON) -m tests.pictures

translations: setup-test
	@$(VENV_PYTHON) scripts/translations.py

# New pins for everything, from what pyproject.toml asks for.
lock: setup-test
	@for group in base local wake languages mcp dev pips; do sh scripts/lock.sh $$group; done

clean:
	@rm -rf .setup .foreign .coverage demo-out test-out bench-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@test -L .venv || rm -rf .venv
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@$(PYTHON) scripts/setup.py run
setup-test:
	@$(PYTHON) scripts/setup.py test
setup-demo:
	@$(PYTHON) scripts/setup.py demo
