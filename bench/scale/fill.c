/* SPDX-License-Identifier: MIT
 * fill.c - the rows of the large installation into a store, by two threads:
 * one makes rows while the server takes those of the other.
 */
#include "scale.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { THREADS = 2, CHUNK = 2000 };

typedef struct filling {
	hire_ctx *ctx;
	const hire_store *store;
	const sizes *z;
	const kind *k;
	atomic_llong next; /* first row that nobody has taken */
	atomic_llong done;
} filling;

static void
put(filling *f, int64_t first, int64_t count, hire_arena *mem)
{
	hire_tx *tx;
	hire_error err = {0};
	const hire_store *s = f->store;
	size_t size = f->k->record->size;
	char *rows = hire_arena_alloc(mem, (size_t)count * size);
	if (!rows)
		bench_die("memory", "is out");
	for (int64_t i = 0; i < count; i++)
		f->k->make(f->z, first + i, rows + (size_t)i * size, mem);
	bench_must(s->ops.begin(s->state, true, &tx, &err), &err);
	bench_must(hire_store_insert_many(
	               s, tx, f->k->record, rows, (size_t)count, &err),
	    &err);
	bench_must(s->ops.commit(s->state, tx, &err), &err);
	atomic_fetch_add(&f->done, count);
}

static void *
work(void *args)
{
	filling *f = args;
	hire_arena *mem;
	hire_error err = {0};
	bench_must(hire_arena_new(f->ctx, (size_t)512 << 20, &mem, &err), &err);
	for (;;) {
		int64_t first = atomic_fetch_add(&f->next, CHUNK);
		int64_t left = f->k->count - first + 1;
		if (left < 1)
			break;
		put(f, first, left < CHUNK ? left : CHUNK, mem);
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	return NULL;
}

static void
fill_kind(filling *f)
{
	pthread_t threads[THREADS];
	double from = bench_micros();
	atomic_store(&f->next, 1);
	atomic_store(&f->done, 0);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, work, f))
			bench_die("thread", "cannot be started");
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	double s = (bench_micros() - from) / 1e6;
	fprintf(stderr, "%-16s %9lld rows %8.1f s %9.0f rows/s\n",
	    f->k->record->name, (long long)f->k->count, s,
	    (double)f->k->count / s);
}

void
scale_fill(hire_ctx *ctx, const hire_store *store, const sizes *z)
{
	kind kinds[KINDS_MAX];
	size_t n = scale_kinds(z, kinds);
	filling f = {.ctx = ctx, .store = store, .z = z};
	for (size_t i = 0; i < n; i++) {
		f.k = &kinds[i];
		fill_kind(&f);
	}
}
