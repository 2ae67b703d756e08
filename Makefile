# serve · build · test · test-all · check · bench: each sets up what it needs. PYTHON and PORT may be given.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1

RECORDS = $(shell grep -l '^articles:' policies/*.yaml)

.PHONY: serve build test test-all check bench lock clean

serve: build/.ready            ## the site on this machine, rebuilt at every edit
	@$(BIN)/python build_site.py serve --port $(PORT)

build: build/.ready            ## the site as files in site/
	@$(BIN)/python build_site.py build

test: build/.ready             ## all tests, browser included
	@$(BIN)/python build_site.py check
	@$(BIN)/python -m harness.chromium
	@$(BIN)/python -m pytest

test-all: build/.ready         ## the long browser runs as well: faults, accessibility, Firefox, reproducible builds
	@$(BIN)/python build_site.py check
	@$(BIN)/python -m harness.chromium
	@$(BIN)/python -m pytest -m "extended or not extended"

check: build/.ready            ## style, types, and every figure of the records
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@$(BIN)/npm run --silent check
	@$(BIN)/python build_site.py check --report
	@$(BIN)/check-jsonschema --quiet --schemafile build/policy.schema.json $(RECORDS)

bench: build/.ready            ## speed and size, measured beside others in one run
	@$(BIN)/python -m harness.chromium
	@$(BIN)/python -m benchmarks

lock:                          ## requirements.txt from requirements.in
	@uv pip compile -q requirements.in --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements.txt

clean:
	@rm -rf build site

build/.ready: requirements.txt requirements-desk.txt package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12) and "HuiCe needs Python 3.12 or newer; this is %d.%d. Install one and run make PYTHON=/path/to/python3.13." % sys.version_info[:2])'
	@echo "Setting up (a minute or two, once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt \
	  || { echo "The Python packages could not be installed: check the network and run make again."; exit 2; }
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-desk.txt \
	  --only-binary=:all: --platform pyemscripten_2026_0_wasm32 --python-version 3.14 --implementation cp --abi cp314 -d build/desk-wheels \
	  || { echo "The desk's compiled package could not be fetched: check the network and run make again."; exit 2; }
	@$(BIN)/npm ci --no-fund --no-audit --loglevel=error \
	  || { echo "The npm packages could not be installed: check the network and run make again."; exit 2; }
	@mkdir -p build && touch $@
