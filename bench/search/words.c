/* SPDX-License-Identifier: MIT
 * words.c - made-up words by how common they are, and rows of them.
 */
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

uint64_t
words_draw(uint64_t *seed, uint64_t n)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	        UINT64_C(1442695040888963407);
	return (*seed >> 33) % n;
}

void
words_write(char out[WORDS_LETTERS], unsigned rank)
{
	static const char *const parts[] = {"ba", "con", "de", "er", "fi", "ga",
	    "ing", "ka", "lo", "men", "nu", "or", "pre", "ra", "st", "ti"};
	unsigned mixed = (rank * 40503u) & 0xFFFF; /* no order to the eye */
	size_t at = 0;
	unsigned count = rank > 900 ? 4 : rank > 40 ? 3 : 2;
	for (unsigned i = 0; i < count; i++)
		at += (size_t)snprintf(out + at, WORDS_LETTERS - at, "%s",
		    parts[mixed >> 4 * i & 15]);
}

/* By Zipf's law: a word's share is as one to its rank. */
static void
add_words(int count, uint64_t *seed)
{
	for (int i = 0; i < count; i++) {
		char word[WORDS_LETTERS];
		double u = (double)words_draw(seed, 1 << 30) / (1 << 30);
		words_write(word, (unsigned)pow(WORDS_RANKS, u));
		printf("%s%s", i ? " " : "", word);
	}
}

void
words_rows(long rows, int length)
{
	uint64_t seed = 6;
	for (long i = 1; i <= rows; i++) {
		printf("job_%026ld\t", i);
		add_words(4, &seed);
		printf("\t");
		add_words(length, &seed);
		/* one in 200 at a place, one in 10 remote, one in 20 open */
		printf("\tcity %d\t%d\t%d\t%ld\tEUR\tskill %d\n",
		    (int)words_draw(&seed, 200), !words_draw(&seed, 10),
		    words_draw(&seed, 20) ? 4 : 1,
		    3000000 + (long)words_draw(&seed, 9000000),
		    (int)words_draw(&seed, 500));
	}
}
