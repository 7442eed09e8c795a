# Tandem's commands. `make` or `make help` lists them; docs/stack.md tells more.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The JDK that tools/prerequisites found, whatever `java` is on PATH.
export JAVA_HOME = $(shell cat .tandem/jdk 2>/dev/null)
JAVA = "$$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow

# Settings of `make run`, `make demo` and `make bench`, as NAME=VALUE on the command line or in the environment.
export WORKERS KEEP ONLY STACK EXAMPLE
# What `make replay` reads.
export FROM NAMESPACE QUERY
export API_PORT TEMPORAL_PORT TEMPORAL_UI_PORT LIVEKIT_PORT LIVEKIT_MEDIA_PORT DATABASE_PORT SHOP_PORT

.PHONY: help parts check test demo run bench replay format clean package-examples package-bench need-example need-parts need-build need-tests

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
	@python3 parts/vendor_sdks.py
	@python3 parts/node_servers.py
	@tools/quietly target/parts-test.log python3 -m unittest discover --start-directory parts
	@tools/quietly target/test.log mvn -B verify

demo: need-example package-examples ## A simulated caller speaks with an example; EXAMPLE=cloud: with real models, KEEP=1: the stack stays up
	@exec $(JAVA) @examples/target/arguments dev.tandem.examples.demo.Demo

run: package-examples ## The local stack, kept up until Ctrl-C; WORKERS=2 starts more workers
	@exec $(JAVA) @examples/target/arguments dev.tandem.examples.run.RunExamples

bench: package-bench ## The benchmarks: a table, and target/bench/*.json; ONLY=a,b some of them
	@exec $(JAVA) @bench/target/arguments dev.tandem.bench.Bench

replay: package-bench ## Recorded calls replayed with today's call workflow; FROM=<Temporal's host:port, or a folder>
	@exec $(JAVA) @bench/target/arguments dev.tandem.bench.histories.ReplayHistories "$${FROM:-}" "$${NAMESPACE:-}" "$${QUERY:-}"

format: need-build ## Format the Java code
	@tools/quietly target/format.log mvn -B spotless:apply

clean: ## Remove what was built; the parts stay in the cache
	@rm -rf target */target

package-examples package-bench: package-%: need-build
	@python3 parts/fetch.py
	@tools/package $*
	@# In a file: onnxruntime crashes where a command line is longer than about 4 KB.
	@printf -- '-cp "$*/target/classes:%s"\n' "$$(cat $*/target/class-path)" > $*/target/arguments

# Before anything is built: keys that are missing are told at once.
need-example:
	@tools/example $(EXAMPLE)
need-parts:
	@tools/prerequisites jdk python go
need-build:
	@tools/prerequisites jdk maven python go node
need-tests:
	@tools/prerequisites jdk maven python go node chromium
