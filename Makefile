# `make` lists these commands.

PORT ?= 8000

# Python keeps compiled files, whatever the environment says: tests load in half of the time.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin
# A module's tests stay together, so that what they share (a server, a checker) is started once.
pytest := $(bin)/pytest --numprocesses=2 --dist=loadfile
quick := --ignore=tests/browser --ignore=tests/engines --ignore=tests/faults --ignore=tests/deployed
catalogues := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))

.DELETE_ON_ERROR:
.PHONY: help install run check test test-engines faults deployed reworded fuzz mutants format translations record schemas wheel sbom bench bench-browser bench-render bench-commands bench-weights screenshots pins clean

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16

install: .venv/installed $(catalogues) ## Put the product and its tools into .venv

run: install ## Serve the widget on http://127.0.0.1:8000, a partner's page on http://localhost:8001 (PORT=9000 …)
	$(bin)/widget demo --port $(PORT)

check: install ## Check format, lint, types and imports, and run the quick tests
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(pytest) $(quick) -m 'not slow'

test: install tools check ## Run `make check`, then the slow tests and those in a browser
	$(pytest) $(quick) -m slow
	$(pytest) tests/browser

# The tests of one engine stay together.
test-engines: install .venv/engines ## Run ten journeys in Chromium, Firefox and WebKit, and write docs/engines.md (3 minutes)
	.ci/need chromium chromedriver firefox webkit screen pdftotext fonts
	$(bin)/pytest --numprocesses=2 --dist=loadgroup --junitxml=.venv/engines.xml tests/engines
	$(bin)/python -m tests.engines.table .venv/engines.xml > .venv/record
	mv .venv/record docs/engines.md

faults: install ## Kill workers, fill disks and more under load, and write docs/faults.md (3 minutes)
	.ci/need nginx openssl curl ip
	$(bin)/pytest -o junit_family=xunit1 --junitxml=.venv/faults.xml tests/faults
	$(bin)/python -m tests.faults.table .venv/faults.xml > .venv/record
	mv .venv/record docs/faults.md

# All that the machine is made of ends with its namespaces, however the tests end.
deployed: install wheel .venv/packages/complete ## Follow docs/operations.md on a machine with systemd (4 minutes, as root)
	@test $$(id -u) = 0 || { echo "Only root can boot a machine: run \`make deployed\` as root." >&2; exit 1; }
	.ci/need systemd dbus nginx openssl rsync logrotate curl ip
	unshare --mount --pid --net --fork --kill-child --mount-proc $(bin)/pytest --exitfirst tests/deployed

reworded: install ## Run the quick tests on a copy in which visitors read other words (1 minute)
	$(bin)/python -m tests.reword --numprocesses=2 --dist=loadfile $(quick) -m 'not slow'

fuzz: install machine ## Ask the widget what nobody asks, 10,000 times alone and behind nginx (2 minutes)
	$(bin)/pytest tests/web/test_odd_requests.py tests/nginx/test_odd_requests.py --hypothesis-profile=fuzz

mutants: install ## List small changes of widget/rules/ that no test notices (7 minutes)
	$(bin)/mutmut run
	$(bin)/mutmut results

format: install ## Format the code, and apply ruff's fixes
	$(bin)/ruff check --fix-only .
	$(bin)/ruff format .

translations: .venv/installed ## Update the catalogues with the texts of the code and the rules
	$(bin)/python -m widget.cli.update_words
	$(MAKE) --no-print-directory install

record: schemas ## Update docs/commands.md and the schemas from the code and the rules
	$(bin)/python -m widget.cli.help > .venv/record
	mv .venv/record docs/commands.md

schemas: install ## Update the schemas, with which editors complete the rules and partners' files
	$(bin)/python -m widget.cli.schemas

wheel: install ## Build the wheel into dist/
	$(bin)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# The same lock makes the same file, without a date or a serial number. A test validates it, which takes some seconds.
SBOM ?= dist/visa-widget.cdx.json

sbom: install ## List the packages that the product is installed with, as CycloneDX, into dist/
	mkdir -p $(dir $(SBOM))
	$(bin)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml \
		--output-reproducible --no-validate --output-file $(SBOM)

bench: install machine ## Measure the product beside the limits of this machine, into bench/results.md (5 minutes)
	.ci/need wrk
	$(bin)/python -m bench.results

bench-browser: install tools ## Measure what a visitor with a slow phone on a slow line waits for
	$(bin)/python -m bench.browser

bench-render: install ## Compare the time to render a page with bare Flask and Jinja
	$(bin)/python -m bench.render

bench-commands: install ## Measure whole commands on small and large rules
	$(bin)/python -m bench.commands

bench-weights: install ## Weigh what a visitor loads
	$(bin)/python -m bench.weights

screenshots: install tools ## Take screenshots of the widget
	$(bin)/python -m tests.browser.screenshots

pins: ## Pin the newest versions of all packages
	python3 -m venv --clear .pins
	.pins/bin/pip install --quiet uv
	$(call pin,pyproject.toml --output-file requirements.txt)
	$(call pin,pyproject.toml --output-file requirements-dev.txt --group dev --constraint requirements.txt)
	$(call pin,--output-file requirements-engines.txt --group engines --constraint requirements-dev.txt)
	rm -r .pins

pin = .pins/bin/uv pip compile $(1) --quiet --upgrade --universal \
	--generate-hashes --custom-compile-command "make pins"

clean: ## Remove everything that these commands made
	rm -rf .venv .pins dist mutants screenshots tests/tools/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -f translations/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -prune -exec rm -r {} +

# Each stamp is written last, so that a failed command runs again.

.venv/installed: .venv/pinned pyproject.toml
	$(bin)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/pinned: requirements-dev.txt
	.ci/need venv
	python3 -m venv --clear .venv
	$(bin)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	touch $@

.venv/engines: requirements-engines.txt .venv/pinned
	$(bin)/pip install --quiet --require-hashes --requirement requirements-engines.txt
	touch $@

# The packages that a server installs, for Debian's Python: a machine of `make deployed` has no network.
.venv/packages/complete: requirements.txt .venv/pinned
	.ci/need system-python
	rm -rf $(@D)
	$(bin)/pip --python /usr/bin/python3 download --quiet --require-hashes --requirement $< --dest $(@D)
	touch $@

$(catalogues): %.mo: %.po | .venv/installed
	$(bin)/pybabel --quiet compile --input-file=$< --output-file=$@

.PHONY: tools machine
tools: machine tests/tools/node_modules/installed

machine:
	.ci/need chromium libatomic java npm fonts rsync logrotate nginx openssl systemd

# Browsers' list of hosts for HTTPS alone comes from the network, and ours is not on it: an empty one will do.
observatory := tests/tools/node_modules/@mdn/mdn-http-observatory

tests/tools/node_modules/installed: tests/tools/package-lock.json | machine
	npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error
	echo '{}' > $(observatory)/conf/hsts-preload.json
	touch $@
