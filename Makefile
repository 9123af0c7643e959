# SPDX-License-Identifier: MIT
# Thin names over CMake presets and tools/; `make help` lists them.

BIN := build/release/bin
FUZZ_SECONDS ?= 60
ATTACK_SECONDS ?= 60

ROWS ?= 1000

.PHONY: help run demo build test bench bench-http bench-scale eval fuzz attack metrics format lint coverage tsan clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run demo: export DEMO_RESUME := $(value RESUME)
run: export DATA := $(value DATA)
run: export PORT := $(value PORT)
run: ## build, play the whole flow, serve it (PORT=8080, DATA=dir keeps it)
	@tools/bootstrap run
	@$(MAKE) --no-print-directory build
	@tools/run $(BIN) $${DEMO_RESUME:+--resume "$$DEMO_RESUME"}

demo: ## build and play the whole flow (RESUME=file.pdf uses your resume)
	@tools/bootstrap run
	@$(MAKE) --no-print-directory build
	@set -- demo $${DEMO_RESUME:+--resume "$$DEMO_RESUME"}; \
		echo $(BIN)/hire-cli "$$@"; $(BIN)/hire-cli "$$@"

build: ## hire-cli, hire-server (build/release/bin) and lib/libhire.so
	cmake --preset release
	cmake --build --preset release

test: ## everything that .ci/run checks
	.ci/run

bench: build ## run every benchmark, side by side
	tools/bench $(BIN)

bench-http: build ## run the server's benchmarks beside npm's and bare servers
	tools/bench-http $(BIN)

bench-scale: build ## a million jobs on PostgreSQL: fill, measure, remove (ROWS=100 is a tenth)
	tools/bench-scale $(BIN) --rows $(ROWS)

eval: export EVAL_OPTIONS := $(value EVAL)
eval: build ## measure the judgements on labelled inputs (EVAL=--verbose names misses)
	@$(BIN)/eval_hire $$EVAL_OPTIONS

fuzz: ## run each fuzz target for FUZZ_SECONDS (60)
	@tools/bootstrap test
	cmake --preset fuzz
	cmake --build --preset fuzz --target fuzzers
	tools/fuzz build/fuzz $(FUZZ_SECONDS)

attack: build ## run sqlmap, wapiti, ffuf and slowhttptest against the server, each for ATTACK_SECONDS (60) a role
	HIRE_SERVER=$(BIN)/hire-server HIRE_CLI=$(BIN)/hire-cli \
		python3 -B tests/http/attack $(ATTACK_SECONDS)

metrics: ## lines per file and per function
	@tools/metrics

format: ## rewrite the C sources with clang-format
	tools/format --write

lint: ## layout, clang-tidy and the checks of tests/promises
	@tools/bootstrap test
	cmake --preset gcc
	cmake --build --preset gcc
	ctest --preset gcc -L 'lint|promise'

coverage: ## run the suites and print the lines they reach
	@tools/bootstrap test
	cmake --preset coverage
	cmake --build --preset coverage
	tools/coverage --reset build/coverage
	ctest --preset coverage
	tools/coverage build/coverage

tsan: ## run the suites labelled "threads" under ThreadSanitizer
	@tools/bootstrap test
	cmake --preset tsan
	cmake --build --preset tsan
	$(shell setarch -R true 2>/dev/null && echo setarch -R) \
		ctest --preset tsan -L threads

clean: ## remove everything that was built
	rm -rf build
