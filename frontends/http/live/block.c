/* SPDX-License-Identifier: MIT
 * block.c - memory for rows that are collected anew in each round.
 * One block for all columns, so that there is all of it or none.
 */
#include "talk.h"

#include <stdlib.h>

bool
block_room(block *b, size_t n, size_t size)
{
	size_t room = n + n / 2 + 64;
	if (b->room && n <= b->room)
		return true;
	free(b->bytes);
	b->bytes = malloc(room * size);
	b->room = b->bytes ? room : 0;
	return b->room > 0;
}

void
block_drop(block *b)
{
	free(b->bytes);
	*b = (block){0};
}
