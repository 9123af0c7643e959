/* SPDX-License-Identifier: MIT
 * router.c - from a method and a path to a row of the table; see route.h.
 */
#include "route.h"

#include <string.h>

#define X(noun) &noun##_routes,
static const route_list *const lists[] = {ROUTE_LISTS(X)};
#undef X
enum { LISTS = sizeof lists / sizeof *lists };

static const char *const names[METHODS] = {"GET", "POST", "PATCH", "DELETE"};

const char *
method_name(route_method m)
{
	return names[m];
}

const route *
routes_at(size_t i)
{
	for (size_t l = 0; l < LISTS; l++) {
		if (i < lists[l]->count)
			return &lists[l]->rows[i];
		i -= lists[l]->count;
	}
	return NULL;
}

/* Whether a path ends in "/{<record>_id}". */
static bool
ends_in_id(const char *path, const char *record)
{
	const char *at = strrchr(path, '/');
	size_t n = strlen(record);
	return at && !strncmp(at, "/{", 2) && !strncmp(at + 2, record, n) &&
	       !strcmp(at + 2 + n, "_id}");
}

const route *
route_shows(const route *made)
{
	const route *r;
	const shape *s = made->gives[0];
	if (made->status != 201 || !s || !s->record)
		return NULL;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (r->method == GET && !(made->by & ~r->by) &&
		    !(r->marks & HIDDEN) &&
		    ends_in_id(r->path, s->record->name))
			return r;
	return NULL;
}

/* Whether `path` fits `pattern`, where "{name}" stands for one segment; the
 * segments' places go to `at` and `len`. */
static bool
fits(const char *pattern, const char *path, const char *at[ROUTE_PARAMS],
    size_t len[ROUTE_PARAMS])
{
	size_t n = 0;
	while (*pattern) {
		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		size_t segment = strcspn(path, "/");
		if (!segment || n == ROUTE_PARAMS)
			return false;
		at[n] = path;
		len[n++] = segment;
		path += segment;
		pattern += strcspn(pattern, "}") + 1;
	}
	return !*path;
}

static bool
is_method(const char *name, route_method m)
{
	return !strcmp(name, names[m]) || (m == GET && !strcmp(name, "HEAD"));
}

/* A path that stands in the table as it is: patterns that would fit it too do
 * not count, or it would tell of methods it has not. */
static bool
is_written(const char *path)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (!strcmp(r->path, path))
			return true;
	return false;
}

const route *
route_find(const char *name, const char *path, hire_arena *mem,
    const char *params[ROUTE_PARAMS], unsigned *allowed)
{
	const route *r;
	bool written = is_written(path);
	*allowed = 0;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		const char *at[ROUTE_PARAMS] = {NULL};
		size_t len[ROUTE_PARAMS] = {0};
		if (!fits(r->path, path, at, len) || (written && *at))
			continue;
		*allowed |= 1u << r->method;
		if (!is_method(name, r->method))
			continue;
		for (size_t k = 0; k < ROUTE_PARAMS && at[k]; k++)
			params[k] = hire_arena_strndup(mem, at[k], len[k]);
		return r;
	}
	return NULL;
}
