# Deux commandes suffisent : make run (l'exemple décidé et expliqué, puis le site) et make test.
# Two commands are enough: make run (the example decided and explained, then the site) and make test.
PY := .venv/bin/python
EXAMPLE := examples/applicant.yaml
PORT ?= 8000

.PHONY: run test test-deep check lint types contracts coverage bench lock clean help

help:  ## what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.venv/ready: requirements/dev.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh

run: .venv/ready  ## decides the example file, prints the explained decision, then starts the site (PORT=8000)
	@.venv/bin/jalon decide $(EXAMPLE) --on 2024-06-03
	@exec .venv/bin/jalon site --port $(PORT)

.venv/services: scripts/services.sh | .venv/ready
	@scripts/services.sh

test: .venv/ready .venv/services  ## the tests (with 5,000 generated people)
	@$(PY) -m pytest -n 2 --dist loadgroup -m "not deep" --cov --cov-report=

test-deep: .venv/ready .venv/services  ## the full counts of the issues (100,000 generated people and more)
	@JALON_DEEP=1 $(PY) -m pytest -n 2 --dist loadgroup

check: lint types contracts  ## style, types, import contracts

lint: .venv/ready
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: .venv/ready
	@$(PY) -m mypy

contracts: .venv/ready
	@.venv/bin/lint-imports

# What runs as machine code is not seen by coverage: it is held against the scalar reading, and against the reader of files.
MACHINE_CODE := */columns/*kernels.py,*/columns/machine.py,*/columns/memory.py,*/columns/vectors.py,*/laying/*kernels.py

coverage: .venv/ready  ## after `make test`: every branch of the language and of decide, 95 % of the rest of the core
	@$(PY) -m coverage report --include='src/jalon/language/*,src/jalon/readings/decide/*' --fail-under=100
	@$(PY) -m coverage report --include='src/jalon/law/*,src/jalon/readings/*,src/jalon/facts/*,src/jalon/registers/*' --omit='$(MACHINE_CODE)' --fail-under=95
	@$(PY) -m coverage report --include='src/jalon/cohort/*' --omit='$(MACHINE_CODE)' --fail-under=95

bench: .venv/ready  ## the figures of docs/performance.md
	@$(PY) bench/decide.py
	@$(PY) bench/timeline.py
	@$(PY) bench/search.py
	@$(PY) bench/workloads.py
	@$(PY) bench/peers/environments.py && $(PY) bench/peers/run.py
	@$(PY) bench/site.py

COMPILE := $(PY) -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-strip-extras --allow-unsafe

lock: .venv/ready  ## renews the locked requirements of requirements/ from pyproject.toml
	@$(COMPILE) -o requirements/base.txt pyproject.toml
	@$(COMPILE) --extra site -o requirements/site.txt pyproject.toml
	@$(COMPILE) --extra dev --extra site --extra cohort --extra spark -o requirements/dev.txt pyproject.toml

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .coverage* .hypothesis
