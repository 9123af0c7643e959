#!/bin/sh
# SPDX-License-Identifier: MIT
# tidy.sh - clang-tidy over the library, the frontends and the examples.
#
# usage: tidy.sh SOURCE BUILD   (BUILD holds compile_commands.json)
set -eu
cd "$1"
command -v clang-tidy >/dev/null || exit 77
# Only what this build compiles: the rest has no flags.
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$2/compile_commands.json" |
	grep -E "^$1/(libhire|frontends|examples|bench)/" | sort -u |
	xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$2" 2>&1 |
	grep -v 'warnings generated' >"$2/tidy.txt" || true
cat "$2/tidy.txt"
if grep -qE '(error|warning):' "$2/tidy.txt"; then
	exit 1
fi
