# Two commands matter: `make site` and `make test`. Everything else helps while working.
PYTHON ?= python3
BIN := .venv/bin
# What staff's editors run to check YAML; its tests run where npm is there to install it.
LANGUAGE_SERVER := $(if $(shell command -v npm 2>/dev/null),tests/editor/node_modules/ready)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site test serve check bench lock words docs clean

site: .venv/ready
	$(BIN)/promises build

test: .venv/ready $(LANGUAGE_SERVER)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/promises check
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

serve: .venv/ready
	$(BIN)/promises serve

check: .venv/ready
	$(BIN)/promises check

# Takes sizes and options: make bench BENCH="1500x60 --runs 3"
bench: .venv/ready
	$(BIN)/python -m tests.bench $(BENCH)

# The lock names versions and hashes only; needs uv. Then `make docs` renews the part that new repositories get.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet --extra dev pyproject.toml --output-file requirements.lock

# The catalogue of every word of ours, for translators.
words: .venv/ready
	$(BIN)/pybabel extract --mapping-file babel.cfg --no-location --omit-header --sort-output \
		--keyword say --keyword N_ --keyword P_:1,2 --keyword count:1,2 --output-file generator/service_promises/pages/locale/promises.pot .

# The tables of commands, options and keys in the guides, and the guide and the lock that new repositories get.
docs: .venv/ready
	$(BIN)/python -m tests.docs

# The project itself goes in last, unbuilt and without asking for anything that the lock did not name; compiled at
# once, as pip does with what it builds, because some machines are set never to keep what Python compiles.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator
	touch $@

tests/editor/node_modules/ready: tests/editor/package.json tests/editor/package-lock.json
	cd tests/editor && npm ci --silent
	touch $@

clean:
	rm -rf .venv tests/editor/node_modules site .site-*
