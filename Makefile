# The commands of this project; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CHECKOV_READY := .venv-checkov/.ready
DOCS_READY := .venv-docs/.ready
DEMO_READY := .venv-demo/.ready
# Tests that apply stacks mostly wait for Terraform's provider.
SIDE_BY_SIDE := -n 2 --no-loadscope-reorder
SLOW_SIDE_BY_SIDE := -n 5 --no-loadscope-reorder
SPEC ?= examples/python38-lambda
export PYTHONDONTWRITEBYTECODE = 1

# $(call with_dots,COMMAND,LOG): runs COMMAND with a dot every two seconds, then says how long it took;
# its words only if it fails.
define with_dots
@start=$$(date +%s); $(1) > $(2) 2>&1 & pid=$$!; while kill -0 $$pid 2>/dev/null; do printf .; sleep 2; done; \
wait $$pid && echo " $$(($$(date +%s) - start)) s" || { echo; cat $(2); exit 1; }
endef
PIP_INSTALL := -m pip install --disable-pip-version-check --progress-bar off
UV ?= $(shell command -v uv 2> /dev/null)
TOO_OLD := setup: Python 3.11 or newer is needed; say which with: make setup PYTHON=python3.13

# $(call environment,FOLDER,LOCK,UV'S OPTIONS,PIP'S OPTIONS): what LOCK names, in FOLDER; by uv where it is.
define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(TOO_OLD)")'
@$(if $(UV),$(UV) venv --quiet --seed --allow-existing --python $(PYTHON) $(1),$(PYTHON) -m venv $(1))
@echo "setup: packages for $(1), by $(if $(UV),uv,pip)"
$(call with_dots,$(if $(UV),$(UV) pip sync --python $(1)/bin/python --require-hashes $(3) $(2),$(1)/bin/python $(PIP_INSTALL) --require-hashes $(4) -r $(2)),$(1)/install.log)
endef

.PHONY: help setup demo demo-alerts demo-console generate check test test-slow test-terraform test-all golden docs package package-console docs-site dist faults smoke-aws smoke-aws-deep bench pictures clean lock

help:            ## list these commands
	@sed -n 's/^\([a-z-]*\): .*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(READY)  ## make .venv with what the lock file names

$(READY): requirements.lock pyproject.toml
	$(call environment,$(VENV),requirements.lock,--compile-bytecode)
	$(call with_dots,$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation -e .,$(VENV)/install.log)
	@touch $@

# checkov pins an old boto3, mkdocs has nothing to do with us, the demo needs half: each lives alone.
$(CHECKOV_READY): requirements-checkov.lock
	$(call environment,.venv-checkov,requirements-checkov.lock,--compile-bytecode)
	@touch $@

$(DOCS_READY): requirements-docs.lock
	$(call environment,.venv-docs,requirements-docs.lock,--compile-bytecode)
	@touch $@

$(DEMO_READY): requirements-sandbox.lock
	$(call environment,.venv-demo,requirements-sandbox.lock,,--no-compile)
	@touch $@

demo: $(if $(wildcard $(READY)),$(READY),$(DEMO_READY))  ## the whole chain on this machine, without an AWS account
	@PYTHONPATH=generator:lambda PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/.bench/pycache \
		$(if $(wildcard $(READY)),$(BIN),.venv-demo/bin)/python -m tools.demo

demo-alerts: $(if $(wildcard $(READY)),$(READY),$(DEMO_READY))  ## the same with a message, on this machine or to SLACK=https://hooks.slack.com/…
	@PYTHONPATH=generator:lambda PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/.bench/pycache \
		$(if $(wildcard $(READY)),$(BIN),.venv-demo/bin)/python -m tools.demo.alerts

demo-console: $(READY)  ## the same, with the page open on what it recorded, until Ctrl-C
	@$(BIN)/python -m tools.demo.console

generate: $(READY)  ## compile SPEC (a file or a folder) into watches.tf and patterns/ beside it
	@$(BIN)/eventbridge-notifier generate $(SPEC)

check: $(READY)  ## lint, types, imports, formats, generated files
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	terraform fmt -check -recursive .
	$(BIN)/python -m tools.package --check
	$(BIN)/python -m tools.tfdocs --check
	$(BIN)/python -m tools.tfroot --check
	$(BIN)/python -m tools.findings --check
	$(BIN)/python -m tools.specschema --check
	$(BIN)/python -m tools.manpage --check
	@for spec in examples/*/watches.yaml; do $(BIN)/eventbridge-notifier generate --check $$spec || exit 1; done

test: $(READY) $(CHECKOV_READY)  ## the tests, but for the long ones
	$(BIN)/python -m pytest -m "not slow" $(SIDE_BY_SIDE)

test-slow: $(READY) $(CHECKOV_READY) $(DOCS_READY)  ## the long checks alone
	$(BIN)/python -m pytest -m slow $(SLOW_SIDE_BY_SIDE)

test-terraform: $(READY)  ## terraform test of all modules, and how long it took
	@$(BIN)/python -m tools.terraform_test $(addprefix --only ,$(ONLY))

test-all: check test test-slow  ## every test, the long ones too

golden: $(READY)  ## write the generated files of all examples, and the spec's schema, again
	@$(BIN)/python -m tools.specschema
	@for spec in examples/*/watches.yaml; do $(BIN)/eventbridge-notifier generate $$spec || exit 1; done

docs: $(READY)    ## write the modules' inputs and outputs, the root module, docs/findings.md, the man page
	@$(BIN)/python -m tools.tfdocs
	@$(BIN)/python -m tools.doc_commands
	@$(BIN)/python -m tools.tfroot
	@$(BIN)/python -m tools.findings
	@$(BIN)/python -m tools.manpage

docs-site: $(DOCS_READY)  ## the docs as a site in dist/site: strict, links checked, nothing from elsewhere
	@NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet
	@echo "docs-site: dist/site/index.html"

dist: $(READY)   ## wheel, source archive and the functions' zips in dist/, the same bytes every time
	@rm -f dist/*.whl dist/*.tar.gz dist/*.zip
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --no-isolation --outdir dist . > /dev/null
	@cp $$(git ls-files 'modules/*.zip') dist/
	@$(BIN)/python -m tools.package_console
	@cd dist && sha256sum *.whl *.tar.gz *.zip | tee SHA256SUMS

package: $(READY)  ## build the recorder's zip, the same bytes every time
	@$(BIN)/python -m tools.package

package-console: $(READY)  ## build the hosted page's zips in dist/, for arm64 and x86_64
	@$(BIN)/python -m tools.package_console

faults: $(READY)  ## thousands of events while everything goes wrong; then the books are balanced
	@$(BIN)/python -m tools.faults.telling
	@$(BIN)/python -m tools.faults

smoke-aws: $(READY)  ## the chain in YOUR AWS account, once: says what it costs, asks, destroys it
	@$(BIN)/python -m tools.smoke

smoke-aws-deep: $(READY)  ## the same with every part and every failure sink, broken on purpose and mended
	@$(BIN)/python -m tools.smoke --deep

bench: $(READY)  ## ratios against peers, records found among 100,000, the recorder's speed, --help
	$(BIN)/python -m bench.patterns
	$(BIN)/python -m bench.records
	$(BIN)/python -m bench.records.page_tasks
	$(BIN)/python -m bench.recorder
	$(BIN)/python -m bench.help

pictures: $(READY)  ## the pictures of docs/pictures, from made-up records; needs Chromium
	@$(BIN)/python -m tools.pictures

lock: $(READY)  ## resolve the lock files anew: versions and hashes, no addresses
	uv pip compile pyproject.toml --extra mcp --extra athena --extra sandbox --extra sigma --extra hosted --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra sigma --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-lint.lock
	uv pip compile requirements-console.in -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-console.lock
	uv pip compile requirements-checkov.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-checkov.lock
	uv pip compile pyproject.toml --extra mcp --extra sigma --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -c requirements.lock -o requirements-image.lock
	uv pip compile pyproject.toml --extra sandbox --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -c requirements.lock -o requirements-sandbox.lock
	uv pip compile requirements-build.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-build.lock
	uv pip compile requirements-docs.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-docs.lock

clean:           ## remove what these commands made
	rm -rf .venv .venv-checkov .venv-docs .venv-demo .bench .pytest_cache .mypy_cache .ruff_cache .grimp_cache .import_linter_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
