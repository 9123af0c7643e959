/* SPDX-License-Identifier: MIT
 * log.c - lines of the log; see log.h.
 */
#include "log.h"
#include "buf.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const level_names[] = {"debug", "info", "warn", "error"};
const hire_words log_level_words = {
    "log_level", level_names, sizeof level_names / sizeof *level_names};

static void
add_time(buf *b)
{
	struct timespec now = {0};
	struct tm t = {0};
	clock_gettime(CLOCK_REALTIME, &now);
	if (!gmtime_r(&now.tv_sec, &t))
		b->bad = true;
	buf_addf(b, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\"",
	    t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min,
	    t.tm_sec, now.tv_nsec / 1000000);
}

static void
begin_line(buf *b, hire_log_level level, const char *event)
{
	add_time(b);
	buf_adds(b, ",\"level\":");
	buf_json(b, level_names[level]);
	buf_adds(b, ",\"event\":");
	buf_json(b, event);
}

static void
add_text(buf *b, const char *name, const char *text)
{
	buf_adds(b, ",");
	buf_json(b, name);
	buf_adds(b, ":");
	buf_json(b, text);
}

/* One write: lines of several threads do not mix. */
static void
end_line(const logger *l, buf *b)
{
	buf_adds(b, "}\n");
	/* There is nobody to tell when the log itself cannot be written. */
	if (!b->bad && write(l->fd, b->s, b->len) < 0)
		b->bad = true;
	buf_free(b);
}

void
log_event(void *user, hire_log_level level, const char *event, const char *json)
{
	const logger *l = user;
	size_t n = json ? strlen(json) : 0;
	buf b = {0};
	if (level < l->least)
		return;
	begin_line(&b, level, event);
	if (n > 2 && json[0] == '{' && json[n - 1] == '}') {
		buf_adds(&b, ",");
		buf_add(&b, json + 1, n - 2);
	}
	end_line(l, &b);
}

void
log_text(const logger *l, hire_log_level level, const char *event,
    const char *name, const char *text)
{
	buf b = {0};
	if (level < l->least)
		return;
	begin_line(&b, level, event);
	add_text(&b, name, text);
	end_line(l, &b);
}

void
log_fault(
    const logger *l, const char *id, const char *status, const char *message)
{
	buf b = {0};
	if (HIRE_LOG_ERROR < l->least)
		return;
	begin_line(&b, HIRE_LOG_ERROR, "request.failed");
	add_text(&b, "request", id);
	add_text(&b, "status", status);
	add_text(&b, "why", message);
	end_line(l, &b);
}

static hire_log_level
level_of(const log_request *r)
{
	if (r->status >= 500)
		return r->status == 503 ? HIRE_LOG_WARN : HIRE_LOG_ERROR;
	return r->quiet ? HIRE_LOG_DEBUG : HIRE_LOG_INFO;
}

void
log_answered(const logger *l, const log_request *r)
{
	buf b = {0};
	hire_log_level level = level_of(r);
	if (level < l->least)
		return;
	begin_line(&b, level, "request");
	add_text(&b, "request", r->id);
	add_text(&b, "route", r->route);
	add_text(&b, "method", r->method);
	add_text(&b, "role", r->role);
	buf_addf(&b,
	    ",\"status\":%d,\"ms\":%" PRId64 ".%03" PRId64
	    ",\"bytes\":%" PRIu64,
	    r->status, r->micros / 1000, r->micros % 1000, r->bytes);
	end_line(l, &b);
}
