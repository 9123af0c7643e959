#!/bin/sh
# SPDX-License-Identifier: MIT
# check.sh - run an example and hold what it prints to a file of patterns.
# Line n must match pattern n (extended regular expression, whole line); the
# last pattern also stands for every line that follows.  Patterns, because
# what the engine remarks on is its own business and not the example's.
#
# usage: check.sh EXPECTED PROGRAM [ARGUMENT...]
set -eu
expected=$1
shift
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" >"$said"
awk 'NR == FNR { want[++n] = $0; next }
	{ i = FNR < n ? FNR : n }
	$0 !~ "^(" want[i] ")$" {
		printf "line %d is:    %s\nit must match: %s\n", FNR, $0, want[i]
		bad = 1
	}
	END {
		if (FNR < n) {
			printf "%d lines of %d\n", FNR, n
			bad = 1
		}
		exit bad
	}' "$expected" "$said"
