#!/bin/sh
# SPDX-License-Identifier: MIT
# tidy.sh - clang-tidy over the library, the frontends and the examples.
#
# usage: tidy.sh SOURCE BUILD   (BUILD holds compile_commands.json)
set -eu
cd "$1"
command -v clang-tidy >/dev/null || exit 77
said="$2/tidy.txt"

# Only what this build compiles: the rest has no flags.
files=$(sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' \
	"$2/compile_commands.json" |
	grep -E "^$1/(libhire|frontends|examples|bench)/" | sort -u)
echo "$files" | xargs -r -P "$(nproc)" -n 4 \
	clang-tidy --quiet -p "$2" \
	--extra-arg=-Wno-unknown-warning-option --extra-arg=-include \
	--extra-arg="$1/tools/known.h" \
	--extra-arg="-I$1/libhire/include" >"$said" 2>&1 || true
grep -v 'warnings\{0,1\} generated' "$said" || true
echo "tidy: $(echo "$files" | wc -l) files"
! grep -qE '(error|warning):' "$said"
