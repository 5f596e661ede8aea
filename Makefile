# Two commands matter to a newcomer: `make serve` and `make test`. `make` alone lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1
EXAMPLE := examples/cases
OUT := build/example
# The last file the bundler writes.
UI := kg/web/static/ui/LICENSES.txt

.DEFAULT_GOAL := help
.PHONY: shots exploring help setup dev fmt lint type fast test check cov docs vocab ui golden calibrate linking linkspeed reading bench timings serving standing pages demo serve lock release clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A lock file names everything, so pip resolves nothing (`--no-deps`): it would trip over
# extras such as `coverage[toml]` as soon as a newer version than the locked one is out.
# The stamps make a second `make` start at once; a changed lock file or project file sets up anew.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Deungdae needs Python 3.11 or newer; name one with PYTHON=")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	touch $@

setup: $(VENV)/.run ## virtual environment with the locked dependencies

dev: $(VENV)/.dev ## the same with what tests and checks need

ui: ## bundle the editor and the explorer (needs Node 20 or newer)
	cd ui && npm ci --silent && npm run --silent build

# Where Node is there the scripts are part of what is tested and served; where not, the pages say so.
$(UI): $(wildcard ui/src/*.js) ui/build.mjs ui/package-lock.json
	@if command -v npm >/dev/null && $(MAKE) ui && touch $@; then :; else echo "not bundled (npm missing or failing): /sparql and /explore do without their scripts" >&2; fi

fmt: dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: dev ## style and format, unchanged
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: dev ## static types, strict
	$(BIN)/mypy

# Two processes of about the same work, each with tests that share what takes long to load: to read
# Korean wants a morphology and many patterns. Workers of one pytest would each load and gather all.
# What Python compiles is kept even where the shell forbids it: to compile all anew takes seconds.
FAST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -m "not slow" --hypothesis-profile=quick
ONE := $(addprefix tests/unit/,extract by_model benchmarks viz model) tests/house
OTHER := tests/unit tests/contracts $(addprefix --ignore=,$(ONE))

fast: dev ## unit tests, contracts and house rules, without those that take long
	@mkdir -p build
	@$(FAST) $(ONE) >build/fast.txt 2>&1 & one=$$!; $(FAST) $(OTHER); other=$$?; \
	wait $$one; one=$$?; cat build/fast.txt; exit $$((one | other))

# Three workers for two cores: half of the time a test of the service waits for an answer.
test: dev $(UI) ## every test
	$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder

cov: dev $(UI) ## every test, with branch coverage
	$(BIN)/pytest -q --cov --cov-report=term-missing:skip-covered

docs: setup ## write the generated pages
	$(BIN)/kg ontology docs

vocab: setup ## write kg/vocab.py from ontology/
	$(BIN)/kg ontology vocab

check: lint type test ## all that must hold before a commit lands
	$(BIN)/kg ontology check
	$(BIN)/kg ontology vocab --check
	$(BIN)/kg ontology docs --check

golden: dev ## rewrite golden files and show what changed
	$(BIN)/python -m tests.cases.golden
	git diff --stat -- tests/cases

calibrate: dev ## count anew how often what is said how surely is right; HELD_OUT=1 with the closed cases
	$(BIN)/python -m benchmarks.calibrate --write $(if $(HELD_OUT),--held-out)

linking: dev ## how well names are linked, to docs/linking.md; AUTHORITY=FILE is asked
	$(BIN)/python -m benchmarks.linking $(or $(AUTHORITY),../shared/authority/kr-organisations.nt) --write

linkspeed: dev ## how fast names are linked, to docs/linking.md and docs/reconciliation.md; takes minutes
	$(BIN)/python -m benchmarks.linking_speed --write

reading: timings ## write the page of results, docs/reading.md; CLOSED=1 scores the closed cases, too
	$(BIN)/python -m benchmarks.results $(if $(CLOSED),--closed)

bench: timings serving standing pages ## the four that follow

timings: dev ## how fast texts are read, to build/bench.json
	mkdir -p build
	$(BIN)/python -m benchmarks.reading --news ../shared/suites/klue-ner --json build/bench.json

standing: dev ## what ten thousand runaways leave behind, to docs/performance.md
	$(BIN)/python -m benchmarks.serving.standing --page docs/performance.md

serving: dev ## the service beside Oxigraph's server and Virtuoso, to docs/performance.md
	$(BIN)/python -m benchmarks.serving.run build/serving.json --triples 100000 1000000 --oxigraph $(BIN)/oxigraph --page docs/performance.md

pages: dev ## how fast pages answer, to docs/performance.md
	$(BIN)/python -m benchmarks.pages --page docs/performance.md

exploring: dev $(UI) ## how fast the explorer opens and moves, to docs/performance.md
	$(BIN)/python -m benchmarks.exploring --page docs/performance.md

demo: setup ## build and check the example project
	$(BIN)/kg build $(EXAMPLE) -o $(OUT)

shots: demo ## take the pictures of the README anew, with Chromium
	$(BIN)/python -m benchmarks.shots $(OUT) docs/shots

serve: demo $(UI) ## build, check and serve the example project
	$(BIN)/kg serve $(OUT) --host $(HOST) --port $(PORT)

lock: dev ## resolve the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

release: check ui ## build the wheel; publishing is a person's decision
	$(BIN)/python -m pip install --quiet build
	$(BIN)/python -m build --wheel

clean: ## remove what make made
	rm -rf $(VENV) build dist
