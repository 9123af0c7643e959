/* SPDX-License-Identifier: MIT
 * hire/copy.h - moving an installation from one store to another without loss.
 * Apart from platform.h, for the one tool that has two stores open.
 */
#ifndef HIRE_COPY_H
#define HIRE_COPY_H

#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** What a copy is doing. */
typedef enum hire_copy_step {
	HIRE_COPY_CLEAN, /**< taking out of the target what is out of date */
	HIRE_COPY_ADD,   /**< adding what it lacks */
	HIRE_COPY_VERIFY /**< comparing all rows of both */
} hire_copy_step;

/** News of a copy, after each page of rows. */
typedef struct hire_copy_news {
	const char *record; /**< kind of record at hand, such as "job" */
	hire_copy_step step;
	int64_t done, rows; /**< rows of the source done, and in all of the
	                         record as they were counted at the start */
} hire_copy_news;

typedef struct hire_copy_options {
	size_t size;
	/** Told after each page.  May be NULL. */
	void (*news)(void *user, const hire_copy_news *news);
	void *user;
	/** Leave the target an unfinished copy, for a later run to bring up to
	 * date: a large installation need then stop for that one only. */
	bool unfinished;
} hire_copy_options;

/** What became of one kind of record. */
typedef struct hire_copy_part {
	const char *record; /**< static */
	int64_t rows;       /**< in the source */
	int64_t added;      /**< by this run */
	int64_t removed;    /**< by this run: what an earlier one had added and
	                         the source changed or removed since */
	int64_t found;      /**< rows in the target at the end */
	/** SHA-256 over every field of every row in their order, in hex. */
	const char *source_hash, *target_hash;
	/** Id of the first row that differs; NULL: every row is the same. */
	const char *differs;
} hire_copy_part;

/** All kinds, in the order of hire_records(). */
typedef struct hire_copy_report {
	hire_copy_part *parts;
	size_t count;
	int64_t rows, added, removed; /**< sums */
	bool same; /**< every row of both stores is the same */
} hire_copy_report;

/** Copy every record of the store that `from` configures into that of `to`:
 * ids, versions, times, the order in which they were added, secrets, messages
 * and dead letters.  Blobs are no part of a store.  One state of the source is
 * copied, the one when the run begins; nobody need stop using it, but what is
 * changed in it afterwards is not in the copy.
 *
 * The target is empty (the keys of an installation that nobody used yet do not
 * count), or holds an unfinished copy of the same installation: then the run
 * brings up to date what is there and goes on.  Until it has compared both
 * stores row by row, the target keeps a mark by which hire_platform_open()
 * refuses it with ESTATE; the source gets a setting, "installation", by which
 * copies of it are told from those of others.  A run may end at any point, by
 * whatever cause: the same call goes on.
 *
 * `options` may be NULL; `*out` is in `mem`.  Errors: ESTATE (the source is
 * not up to date or itself unfinished, the target belongs to somebody else),
 * EUSAGE (both are the same store), ECORRUPT (a row of the source, which is
 * named, cannot be read, or the comparison found a difference), ENOSPC and
 * what stores fail with: err->message names record and row where one is at
 * fault. */
HIRE_API HIRE_CHECK hire_status
hire_store_copy(hire_ctx *ctx, const hire_config *from, const hire_config *to,
    const hire_copy_options *options, hire_arena *mem, hire_copy_report *out,
    hire_error *err);

/** Compare two stores row by row, changing neither: HIRE_OK also when they
 * differ (`out->same`).  Rows that are added meanwhile to one of them are
 * differences.  As hire_store_copy() otherwise; an unfinished copy can be
 * compared too. */
HIRE_API HIRE_CHECK hire_status
hire_store_compare(hire_ctx *ctx, const hire_config *from,
    const hire_config *to, const hire_copy_options *options, hire_arena *mem,
    hire_copy_report *out, hire_error *err);

HIRE_END_DECLS
#endif
