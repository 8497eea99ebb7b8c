# Every way to run the newsroom and to prove it. `make demo` and `make test` need nothing but Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: habits mutation demo test lint types contracts bench browser system lock clean

demo: .venv/run.stamp
	$(BIN)/digest demo

test: .venv/dev.stamp
	$(BIN)/pytest

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports

# each file in bench/ is one claim; all are run, and those whose promise is broken are named at the end (train_*.py
# make what is shipped)
bench: .venv/dev.stamp
	@broken=; for file in $(filter-out bench/train_%,$(wildcard bench/*.py)); do \
	  echo "== $$file"; $(BIN)/python $$file || broken="$$broken $$file"; done; \
	test -z "$$broken" || { echo "broken promises:$$broken"; exit 1; }

# the habits of the code beside codebases we like to read, and a sample of changes that tests must notice
habits: .venv/dev.stamp
	$(BIN)/python bench/habits.py

# the score of so small a sample swings widely: the promise of .80 is for 12 changes a room and more
SAMPLE ?= 2
LEAST ?= 0.5
mutation: .venv/dev.stamp
	$(BIN)/python bench/mutation.py --sample $(SAMPLE) --least $(LEAST)

# needs the system's Chromium, and node for axe-core; two at once, each with a Chromium of its own
browser: .venv/dev.stamp
	cd tests/browser && npm ci --no-audit --no-fund
	$(BIN)/pytest -n 2 -m browser

# needs Postfix and Dovecot; PostgreSQL comes as a wheel when the system has none. Two files at once:
# each starts its servers on ports of its own, and its tests share them
system: .venv/dev.stamp
	$(BIN)/pytest -n 2 --dist loadfile -m "slow or system"

# pydantic annotates the `__init__` of each setting with a type that exists for checkers alone
NO_PYDANTIC_WARNINGS := -W "ignore:Error parsing type annotation PydanticDataclass" \
  -W "ignore:Failed to run TYPE_CHECKING code while parsing PydanticDataclass"

# the API reference from the docstrings, as pages in var/reference
reference: .venv/dev.stamp
	$(BIN)/python $(NO_PYDANTIC_WARNINGS) -m pdoc --output-directory var/reference digest \
	  '!digest.store.migrations'

# the layout in docs/design.md from the first line of each file
layout:
	$(PYTHON) docs/make_layout.py

# pins with hashes only, for every platform and Python 3.11 to 3.14; needs uv
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet
lock:
	$(LOCK) --group build --output-file requirements/run.txt
	$(LOCK) --extra postgres --extra cluster --extra mcp --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

.venv/run.stamp: requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf .venv var dist build node_modules
