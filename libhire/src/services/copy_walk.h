/* SPDX-License-Identifier: MIT
 * copy_walk.h - all rows of a record, page by page, in the order that a copy
 * must keep: that in which they were added where lists show it (the searched
 * records), that of the ids elsewhere.
 */
#ifndef HIRE_SERVICES_COPY_WALK_H
#define HIRE_SERVICES_COPY_WALK_H

#include "util/buf.h"

#include <hire/sys/store.h>

/* Of the settings: while it is there, the store is an unfinished copy of the
 * installation that it names.  No walk shows it. */
#define HIRE__COPY_MARK "copy.unfinished"

typedef struct hire__walk_place hire__walk_place;

typedef struct hire__walk {
	const hire_store *store;
	hire_tx *tx; /* borrowed; NULL: each page has its own */
	const hire_record *record;
	hire_filter unmarked;
	hire_query query;
	hire_arena *mem;         /* the page's */
	hire_arena *map;         /* where pages begin, when that is mapped */
	hire__walk_place *place; /* the next of them */
	hire__buf after;
	bool mapped, ended;
	int32_t most;  /* rows of a page */
	int64_t total; /* rows in all, when that is mapped */
	char *rows;    /* the page, until the next one */
	size_t count, at;
} hire__walk;

/* Whether walks go by the order in which rows were added. */
bool
hire__walk_is_mapped(const hire_record *record);

/* Begin before the first row.  Borrows `store` and `tx`. */
HIRE_CHECK hire_status
hire__walk_open(hire__walk *w, hire_ctx *ctx, const hire_store *store,
    hire_tx *tx, const hire_record *record, hire_error *err);

/* NULL members are no-ops, so a zeroed walk may be closed. */
void
hire__walk_close(hire__walk *w);

/* The next page, of `count` rows; 0 behind the last. */
HIRE_CHECK hire_status
hire__walk_page(hire__walk *w, hire_error *err);

/* The row at hand, with its page; NULL behind the last.  `w->at++` goes on. */
HIRE_CHECK hire_status
hire__walk_row(hire__walk *w, void **out, hire_error *err);

/* Run `look` in `tx`, or where that is NULL in one of its own. */
HIRE_CHECK hire_status
hire__walk_in_tx(const hire_store *store, hire_tx *tx,
    hire_status (*look)(void *user, hire_tx *tx, hire_error *err), void *user,
    hire_error *err);

#endif
