#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh - install to a folder of its own, move it, and build an outside
# program and the examples against it through pkg-config, and the program again
# through find_package(hire).
#
# usage: install.sh SOURCE BUILD [extra C flags]
set -eu
source=$1
build=$2
flags=${3-}
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
log="$top/log"

say_log() {
	cat "$log"
	echo "install: $1"
	exit 1
}

cmake --install "$build" --prefix "$top/first" >"$log" 2>&1 ||
	say_log "cmake --install failed"
# Nothing may have kept the first name of the prefix.
mv "$top/first" "$top/prefix"
if grep -rlF -e "$top/first" -e "$source" "$top/prefix" --include='*.pc' \
	--include='*.cmake' --include='*.h'; then
	say_log "an installed file names a folder of the build"
fi

lib=$(dirname "$(find "$top/prefix" -name hire.pc)")/..
export PKG_CONFIG_PATH="$lib/pkgconfig"
# shellcheck disable=SC2046,SC2086
${CC-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror $flags \
	"$source/tests/promises/outside.c" -o "$top/by-pc" \
	$(pkg-config --cflags --libs hire) >"$log" 2>&1 ||
	say_log "the pkg-config build failed"
said=$(LD_LIBRARY_PATH="$lib" "$top/by-pc")
want="libhire $(pkg-config --modversion hire)"
[ "$said" = "$want" ] || say_log "it said '$said', hire.pc says '$want'"

# The examples are outside programs too: built and run on what is installed.
example() {
	name=$1
	shift
	# shellcheck disable=SC2046,SC2086
	${CC-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -pthread -Wall -Wextra \
		-Wpedantic -Werror $flags "$source/examples/$name"/*.c \
		-o "$top/$name" $(pkg-config --cflags --libs hire) >"$log" 2>&1 ||
		say_log "examples/$name does not build on pkg-config's word"
	LD_LIBRARY_PATH="$lib" "$source/examples/check.sh" \
		"$source/examples/$name/expected.txt" "$top/$name" "$@" \
		>"$log" 2>&1 || say_log "examples/$name says something else"
}
example match_only "$source/examples/match_only/resume.txt" \
	"$source/examples/match_only/job.txt"
example interview_machine
example own_store "$top/data"

mkdir "$top/outside"
cat >"$top/outside/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(outside LANGUAGES C)
find_package(hire ${want#libhire } REQUIRED)
add_executable(outside "$source/tests/promises/outside.c")
target_link_libraries(outside PRIVATE hire::hire)
END
cmake -S "$top/outside" -B "$top/outside/build" -DCMAKE_C_FLAGS="$flags" \
	-DCMAKE_PREFIX_PATH="$top/prefix" >"$log" 2>&1 &&
	cmake --build "$top/outside/build" >>"$log" 2>&1 ||
	say_log "the find_package build failed"
said=$("$top/outside/build/outside")
[ "$said" = "$want" ] || say_log "through find_package it said '$said'"

# An installed program must find its library without help.
for program in "$top/prefix"/bin/hire-*; do
	[ -x "$program" ] || continue
	"$program" --version >"$log" 2>&1 || say_log "$program does not start"
done
echo "install: $want, through pkg-config and find_package"
