/* SPDX-License-Identifier: MIT
 * yaml.c - YAML as JSON text, so that one tree and one set of limits serve
 * both.  Only the plain kind: whatever else a YAML file can do stays text.
 */
#include "structured.h"

#include "util/ctx.h"

#include <string.h>
#include <yaml.h>

enum { YAML_MAX = 1 << 20, EVENTS_MAX = 100000 };

/* Where the writer is: inside a mapping keys and values take turns. */
typedef struct level {
	bool mapping, value_next;
} level;

typedef struct convert {
	hire__jw w;
	level levels[HIRE__JSON_DEPTH];
	int depth;
	char *key; /* of the value that comes next; owned */
	bool plain;
} convert;

/* A text is only tried when its first line of content is "key:" and more, or
 * a document's mark. */
static bool
may_be_yaml(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && (s[i] == '#' || s[i] == '\n' || s[i] == '\r')) {
		const char *end = memchr(s + i, '\n', n - i);
		i = end ? (size_t)(end - s) + 1 : n;
	}
	if (n - i > 4 && !memcmp(s + i, "---\n", 4))
		i += 4;
	size_t start = i;
	while (i < n &&
	       ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
	           s[i] == '_' || s[i] == '-' || (s[i] >= '0' && s[i] <= '9')))
		i++;
	return i > start && i < n && s[i] == ':';
}

static const char *
key_for_next(convert *c)
{
	const level *l = c->depth ? &c->levels[c->depth - 1] : NULL;
	return l && l->mapping ? c->key : NULL;
}

static void
value_done(convert *c)
{
	if (c->depth)
		c->levels[c->depth - 1].value_next = false;
}

static void
scalar(convert *c, const yaml_event_t *e)
{
	level *l = c->depth ? &c->levels[c->depth - 1] : NULL;
	const char *s = (const char *)e->data.scalar.value;
	hire_ctx *ctx = c->w.b->ctx;
	if (!l || strlen(s) != e->data.scalar.length) {
		c->plain = false;
		return;
	}
	if (l->mapping && !l->value_next) {
		hire__free(ctx, c->key);
		c->key = hire__strdup(ctx, s);
		if (!c->key)
			c->w.b->failed = HIRE_ENOMEM;
		l->value_next = true;
		return;
	}
	hire__jw_str(&c->w, key_for_next(c), s);
	value_done(c);
}

static void
open_level(convert *c, bool mapping)
{
	level *outer = c->depth ? &c->levels[c->depth - 1] : NULL;
	bool as_key = outer && outer->mapping && !outer->value_next;
	if (as_key || c->depth == HIRE__JSON_DEPTH - 1 ||
	    (!outer && !mapping)) {
		c->plain = false;
		return;
	}
	hire__jw_begin(&c->w, key_for_next(c), mapping ? '{' : '[');
	value_done(c);
	c->levels[c->depth++] = (level){mapping, false};
}

static void
close_level(convert *c, bool mapping)
{
	c->depth--;
	hire__jw_end(&c->w, mapping ? '}' : ']');
}

/* False: the end, or no plain YAML any more. */
static bool
take(convert *c, const yaml_event_t *e, int *documents)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		c->plain = ++*documents == 1;
		break;
	case YAML_SCALAR_EVENT:
		scalar(c, e);
		break;
	case YAML_MAPPING_START_EVENT:
		open_level(c, true);
		break;
	case YAML_SEQUENCE_START_EVENT:
		open_level(c, false);
		break;
	case YAML_MAPPING_END_EVENT:
		close_level(c, true);
		break;
	case YAML_SEQUENCE_END_EVENT:
		close_level(c, false);
		break;
	case YAML_ALIAS_EVENT:
		c->plain = false;
		break;
	default:
		break;
	}
	return c->plain && !c->w.b->failed && e->type != YAML_STREAM_END_EVENT;
}

static void
convert_all(yaml_parser_t *parser, convert *c)
{
	int documents = 0, events = 0;
	yaml_event_t event;
	for (bool more = true; more;) {
		if (!yaml_parser_parse(parser, &event)) {
			c->plain = false;
			return;
		}
		more = take(c, &event, &documents);
		yaml_event_delete(&event);
		if (++events > EVENTS_MAX)
			c->plain = more = false;
	}
}

hire_status
structured_yaml(
    hire_arena *mem, const char *s, size_t n, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), 8 * YAML_MAX);
	convert c = {.w = {&b, false}, .plain = true};
	yaml_parser_t parser;
	*out = NULL;
	if (n > YAML_MAX || !may_be_yaml(s, n))
		return HIRE_OK;
	if (!yaml_parser_initialize(&parser))
		return hire__nomem(err);
	yaml_parser_set_input_string(&parser, (const unsigned char *)s, n);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	convert_all(&parser, &c);
	yaml_parser_delete(&parser);
	hire__free(b.ctx, c.key);
	if (b.failed == HIRE_ENOMEM) {
		hire__buf_free(&b);
		return hire__nomem(err);
	}
	if (!c.plain || b.failed || !b.len) {
		hire__buf_free(&b);
		return HIRE_OK;
	}
	return hire__buf_take(&b, mem, out, err);
}
