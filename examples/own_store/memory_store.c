/* SPDX-License-Identifier: MIT
 * memory_store.c - the ops of a store in memory.
 * Readers look at a snapshot; one writer at a time works on a copy, which
 * commit() makes the one that later transactions see.
 */
#include "memory_store.h"

#include "query.h"
#include "rows.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_S = 10 };

typedef struct memory {
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t turn;
	bool writing;
	snapshot *now;
} memory;

typedef struct transaction {
	bool write, failed;
	snapshot *seen; /* a writer's own copy, or shared */
} transaction;

static hire_status
no_memory(hire_error *err)
{
	return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

static bool
take_turn(memory *m)
{
	struct timespec until;
	int late = 0;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += WAIT_S;
	pthread_mutex_lock(&m->lock);
	while (m->writing && !late)
		late = pthread_cond_timedwait(&m->turn, &m->lock, &until);
	bool ours = !m->writing;
	m->writing = true;
	pthread_mutex_unlock(&m->lock);
	return ours;
}

/* End a turn; `now`, unless NULL, becomes what others see. */
static void
end_turn(memory *m, snapshot *now)
{
	pthread_mutex_lock(&m->lock);
	snapshot *old = now ? m->now : NULL;
	m->now = now ? now : m->now;
	m->writing = false;
	pthread_cond_signal(&m->turn);
	pthread_mutex_unlock(&m->lock);
	snapshot_free(old);
}

static snapshot *
look(memory *m, bool copy)
{
	pthread_mutex_lock(&m->lock);
	snapshot *s = copy ? snapshot_copy(m->now) : m->now;
	if (!copy)
		atomic_fetch_add(&s->refs, 1);
	pthread_mutex_unlock(&m->lock);
	return s;
}

static hire_status
begin(void *state, bool write, hire_tx **out, hire_error *err)
{
	memory *m = state;
	if (write && !take_turn(m))
		return hire_fail(err, HIRE_EBUSY, NULL, "others keep writing");
	transaction *tx = calloc(1, sizeof *tx);
	snapshot *seen = tx ? look(m, write) : NULL;
	if (!seen) {
		free(tx);
		if (write)
			end_turn(m, NULL);
		return no_memory(err);
	}
	*tx = (transaction){.write = write, .seen = seen};
	*out = tx;
	return HIRE_OK;
}

static void
rollback(void *state, hire_tx *handle)
{
	transaction *tx = handle;
	snapshot_free(tx->seen);
	if (tx->write)
		end_turn(state, NULL);
	free(tx);
}

static hire_status
commit(void *state, hire_tx *handle, hire_error *err)
{
	transaction *tx = handle;
	bool failed = tx->failed;
	if (!failed && tx->write) {
		end_turn(state, tx->seen);
		free(tx);
		return HIRE_OK;
	}
	rollback(state, tx);
	return failed ? hire_fail(err, HIRE_EUSAGE, NULL,
	                    "a call of this transaction failed")
	              : HIRE_OK;
}

/* A failure spoils its transaction. */
static hire_status
done(transaction *tx, hire_status st)
{
	tx->failed |= st != HIRE_OK;
	return st;
}

/* The last field of the blank-separated `names` when another row than `at` has
 * the same values in all of them; NULL equals nothing here. */
static const hire_field *
taken(const table *t, const char *names, const void *data, size_t at)
{
	const hire_field *fields[8], *last = NULL;
	size_t n = 0;
	for (const char *s = names; *s && n < 8; n++) {
		char name[64] = "";
		size_t length = strcspn(s, " ");
		memcpy(name, s, length < 63 ? length : 63);
		fields[n] = last = hire_record_field(t->record, name);
		if (is_text(last) && !text_of(last, data))
			return NULL;
		s += length + (s[length] == ' ');
	}
	for (size_t i = 0; i < t->count; i++) {
		size_t same = 0;
		while (same < n &&
		       !compare_field(fields[same], data, t->rows[i]->data))
			same++;
		if (same == n && i != at)
			return last;
	}
	return NULL;
}

static hire_status
check_row(const table *t, const void *data, size_t at, hire_error *err)
{
	const hire_record *r = t->record;
	const hire_field *twice = NULL;
	for (size_t i = 0; !twice && i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		if (f->flags & HIRE_REQUIRED && is_text(f) && !text_of(f, data))
			return hire_fail(
			    err, HIRE_EINVAL, f->name, "is missing");
		if (f->flags & HIRE_UNIQUE)
			twice = taken(t, f->name, data, at);
	}
	for (size_t i = 0; !twice && i < r->index_count; i++)
		if (r->indexes[i].unique)
			twice = taken(t, r->indexes[i].fields, data, at);
	return twice ? hire_fail(err, HIRE_EEXISTS, twice->name, "is taken")
	             : HIRE_OK;
}

static hire_status
open_table(
    transaction *tx, const hire_record *record, table **out, hire_error *err)
{
	if (!tx->write)
		return hire_fail(
		    err, HIRE_EUSAGE, NULL, "begun for reading only");
	if (!snapshot_table(tx->seen, record))
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "no table %s: migrate first", record->name);
	*out = snapshot_own_table(tx->seen, record);
	return *out ? HIRE_OK : no_memory(err);
}

static hire_status
insert(void *state, hire_tx *handle, const hire_record *record,
    const void *data, hire_error *err)
{
	transaction *tx = handle;
	const hire_record_head *head = data;
	table *t;
	bool found = false;
	size_t at = 0;
	row *r;
	(void)state;
	hire_status st = open_table(tx, record, &t, err);
	if (!st)
		st = check_row(t, data, SIZE_MAX, err);
	if (!st)
		at = table_find(t, head->id, &found);
	if (!st && found)
		st = hire_fail(err, HIRE_EEXISTS, "id", "is taken");
	if (st || ((r = row_new(record, data)) && table_insert(t, at, r)))
		return done(tx, st);
	row_free(r);
	return done(tx, no_memory(err));
}

/* Where the row of that id and version is. */
static hire_status
find_version(transaction *tx, const hire_record *record, const char *id,
    int64_t version, table **t, size_t *at, hire_error *err)
{
	bool found;
	hire_status st = open_table(tx, record, t, err);
	if (st)
		return st;
	*at = table_find(*t, id, &found);
	if (found && (*t)->rows[*at]->data->version == version)
		return HIRE_OK;
	return hire_fail(
	    err, HIRE_ECONFLICT, NULL, "changed or removed meanwhile");
}

static hire_status
update(void *state, hire_tx *handle, const hire_record *record, void *data,
    hire_error *err)
{
	transaction *tx = handle;
	hire_record_head *head = data;
	table *t;
	size_t at;
	(void)state;
	hire_status st =
	    find_version(tx, record, head->id, head->version, &t, &at, err);
	if (!st)
		st = check_row(t, data, at, err);
	if (st)
		return done(tx, st);
	row *r = row_new(record, data);
	if (!r)
		return done(tx, no_memory(err));
	head->version = ++r->data->version;
	row_free(t->rows[at]);
	t->rows[at] = r;
	return HIRE_OK;
}

static hire_status
remove_row(void *state, hire_tx *handle, const hire_record *record,
    const char *id, int64_t version, hire_error *err)
{
	table *t;
	size_t at;
	(void)state;
	hire_status st =
	    find_version(handle, record, id, version, &t, &at, err);
	if (!st)
		table_remove(t, at);
	return done(handle, st);
}

static const table *
seen_table(transaction *tx, const hire_record *record, hire_error *err)
{
	const table *t = snapshot_table(tx->seen, record);
	if (!t)
		hire_fail(err, HIRE_EBACKEND, NULL,
		    "no table %s: migrate first", record->name);
	return t;
}

static hire_status
select_rows(void *state, hire_tx *handle, const hire_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	(void)state;
	const table *t = seen_table(handle, query->record, err);
	return done(handle,
	    t ? query_page(t, query, NULL, mem, out, err) : HIRE_EBACKEND);
}

static hire_status
search(void *state, hire_tx *handle, const hire_query *query, const char *text,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	(void)state;
	const table *t = seen_table(handle, query->record, err);
	return done(handle,
	    t ? query_page(t, query, text, mem, out, err) : HIRE_EBACKEND);
}

static hire_status
aggregate(void *state, hire_tx *handle, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	(void)state;
	const table *t = seen_table(handle, query->record, err);
	return done(handle, t ? query_aggregate(t, query, mem, out, count, err)
	                      : HIRE_EBACKEND);
}

static hire_status
migrate(void *state, const hire_record *const *records, size_t count, bool dry,
    hire_arena *mem, const char **plan, hire_error *err)
{
	const char *steps = "";
	hire_tx *handle;
	hire_status st = begin(state, true, &handle, err);
	if (st)
		return st;
	transaction *tx = handle;
	for (size_t i = 0; steps && i < count; i++) {
		if (snapshot_table(tx->seen, records[i]))
			continue;
		steps = hire_arena_printf(mem, "%s%smake %s", steps,
		    *steps ? "\n" : "", records[i]->name);
		if (steps && !snapshot_add_table(tx->seen, records[i]))
			steps = NULL;
	}
	if (steps && !dry)
		st = commit(state, tx, err);
	else
		rollback(state, tx);
	if (!steps)
		return no_memory(err);
	*plan = steps;
	return st;
}

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	(void)state;
	const char *line = hire_arena_strdup(mem, "rows in memory");
	if (!line)
		return no_memory(err);
	*out = line;
	return HIRE_OK;
}

static void
close_store(void *state)
{
	memory *m = state;
	snapshot_free(m->now);
	pthread_cond_destroy(&m->turn);
	pthread_mutex_destroy(&m->lock);
	free(m);
}

const hire_store_ops memory_store_ops = {
    .size = sizeof memory_store_ops,
    .name = "memory",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .insert = insert,
    .update = update,
    .remove = remove_row,
    .select = select_rows,
    .search = search,
    .aggregate = aggregate,
    .migrate = migrate,
    .ping = ping,
    .close = close_store,
};

hire_status
memory_store_new(void **out, hire_error *err)
{
	memory *m = calloc(1, sizeof *m);
	snapshot *empty = m ? snapshot_copy(NULL) : NULL;
	if (!empty) {
		free(m);
		return no_memory(err);
	}
	m->now = empty;
	pthread_mutex_init(&m->lock, NULL);
	pthread_cond_init(&m->turn, NULL);
	*out = m;
	return HIRE_OK;
}
