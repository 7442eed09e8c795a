# Tandem's commands. `make` or `make help` lists them; docs/stack.md tells more.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The JDK that tools/prerequisites found, whatever `java` is on PATH.
export JAVA_HOME = $(shell cat .tandem/jdk 2>/dev/null)

.PHONY: help parts check test format clean need-parts need-build need-tests

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

parts: need-parts ## Fetch and verify the pinned parts: Temporal, LiveKit, speech models
	@python3 parts/fetch.py

check: need-build ## What needs no server: format, compile, unit tests, architecture
	@python3 parts/fetch.py
	@tools/quietly target/parts-test.log python3 -m unittest discover --start-directory parts
	@tools/quietly target/check.log mvn -B test

test: need-tests ## Everything: what check does, and integration with real servers, whole calls, browser
	@python3 parts/fetch.py
	@tools/quietly target/parts-test.log python3 -m unittest discover --start-directory parts
	@tools/quietly target/test.log mvn -B verify

format: need-build ## Format the Java code
	@tools/quietly target/format.log mvn -B spotless:apply

clean: ## Remove what was built; the parts stay in the cache
	@rm -rf target */target

need-parts:
	@tools/prerequisites jdk python go
need-build:
	@tools/prerequisites jdk maven python go node
need-tests:
	@tools/prerequisites jdk maven python go node chromium
