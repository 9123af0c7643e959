/* SPDX-License-Identifier: MIT
 * words.c - words by Zipf's law, ids and places of the large installation.
 */
#include "scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* splitmix64 */
uint64_t
scale_draw(uint64_t what, uint64_t salt, uint64_t n)
{
	uint64_t z = what * UINT64_C(0x9e3779b97f4a7c15) +
	             salt * UINT64_C(0xd1b54a32d192ed03);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % n;
}

const char *
scale_id(hire_arena *mem, const char *prefix, int64_t n)
{
	char *s = hire_arena_alloc(mem, 40);
	if (!s)
		bench_die("memory", "is out");
	snprintf(s, 40, "%s_%026lld", prefix, (long long)n);
	return s;
}

void
scale_word(int64_t rank, char out[WORD_LEN])
{
	static const char onsets[] = "bdfgklmnprstvz", vowels[] = "aeiou";
	size_t at = 0;
	for (int64_t n = rank; n && at + 3 < WORD_LEN; n /= 70) {
		out[at++] = onsets[n % 70 / 5];
		out[at++] = vowels[n % 5];
	}
	out[at++] = 'n';
	out[at] = '\0';
}

/* exp of a uniform number between 0 and log(n + 1) has density 1 / rank. */
static int64_t
zipf(uint64_t what, uint64_t salt, int64_t n)
{
	double u = (double)scale_draw(what, salt, 1 << 30) / (1 << 30);
	int64_t rank = (int64_t)exp(u * log((double)n + 1));
	return rank < 1 ? 1 : rank > n ? n : rank;
}

const char *
scale_words(hire_arena *mem, uint64_t what, uint64_t salt, int count)
{
	size_t room = (size_t)count * (WORD_LEN + 1) + 1, at = 0;
	char *s = hire_arena_alloc(mem, room);
	if (!s)
		bench_die("memory", "is out");
	for (int i = 0; i < count; i++) {
		char word[WORD_LEN];
		scale_word(zipf(what * 512 + (uint64_t)i, salt, WORDS), word);
		at += (size_t)snprintf(
		    s + at, room - at, "%s%s", i ? " " : "", word);
	}
	return s;
}

const char *
scale_place(hire_arena *mem, uint64_t what)
{
	char word[WORD_LEN];
	scale_word(WORDS + zipf(what, 91, PLACES), word);
	word[0] = (char)(word[0] - 'a' + 'A');
	return hire_arena_strdup(mem, word);
}
