/* SPDX-License-Identifier: MIT
 * settings.c - the server's own keys, described once; see settings.h.
 */
#include "settings.h"
#include "client.h"
#include "listen.h"
#include "log.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 64 << 10 };

typedef settings_key key;

#define TEXT(name, member, def, help)                                          \
	{                                                                      \
		name, def, help, offsetof(settings, member), 0, 0, false       \
	}
#define NUMBER(name, member, def, min, max, help)                              \
	{                                                                      \
		name, def, help, offsetof(settings, member), min, max, false   \
	}
static const key keys[] = {
    TEXT("HIRE_LISTEN", listen, "127.0.0.1:8080",
        "IPv4 address and port to serve; port 0 takes a free one"),
    NUMBER("HIRE_SERVER_THREADS", threads, "128", 4, 4000,
        "requests in hand at once; more are told to come back"),
    NUMBER("HIRE_SERVER_WORKERS", workers, "1", 0, 64,
        "background workers in this process, beside one for mail and "
        "four for webhooks; 0: none, hire-cli worker runs apart"),
    NUMBER("HIRE_SERVER_LIVE", live, "10000", 1, 1000000,
        "live interviews connected at once"),
    NUMBER("HIRE_SERVER_HEAD_SECONDS", head_seconds, "10", 1, 300,
        "for the head of a request"),
    NUMBER("HIRE_SERVER_BODY_SECONDS", body_seconds, "60", 1, 3600,
        "for the whole body of a request"),
    NUMBER("HIRE_SERVER_IDLE_SECONDS", idle_seconds, "15", 1, 300,
        "before an unused connection is closed"),
    NUMBER("HIRE_SERVER_DRAIN_SECONDS", drain_seconds, "20", 0, 600,
        "for work in hand after SIGTERM"),
    NUMBER("HIRE_SERVER_RATE", rate, "600", 1, 1000000,
        "requests a minute from one address or log-in"),
    NUMBER("HIRE_SERVER_COSTLY_RATE", costly_rate, "60", 1, 1000000,
        "log-ins, sign-ups and the like a minute from one address"),
    TEXT("HIRE_TRUSTED_PROXIES", proxies, "",
        "addresses and blocks whose X-Forwarded-For is believed, separated "
        "by commas"),
    TEXT("HIRE_METRICS_ALLOW", metrics_allow, "127.0.0.1",
        "addresses that may ask for /metrics, beside administrators"),
    TEXT("HIRE_LOG", log, "info", "debug, info, warn or error"),
};
enum { KEYS = sizeof keys / sizeof *keys };

static const key *
find_key(const char *name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (!strcmp(keys[i].name, name))
			return &keys[i];
	return NULL;
}

static hire_status
set_number(settings *s, const key *k, const char *text, hire_error *err)
{
	char *end = NULL;
	long long v = strtoll(text, &end, 10);
	if (!*text || *end || v < k->min || v > k->max)
		return hire_fail(err, HIRE_EINVAL, k->name,
		    "must be a whole number from %lld to %lld",
		    (long long)k->min, (long long)k->max);
	*(int64_t *)(void *)((char *)s + k->offset) = v;
	return HIRE_OK;
}

static hire_status
take(settings *s, const char *name, const char *value, hire_error *err)
{
	const key *k = find_key(name);
	if (!k)
		return hire_config_set(&s->config, name, value, err);
	if (k->max)
		return set_number(s, k, value, err);
	*(const char **)(void *)((char *)s + k->offset) = value;
	return HIRE_OK;
}

/* The number of a key; SETTINGS_MAX: there is none. */
static size_t
index_of(const char *name)
{
	key k;
	size_t i = 0;
	while (settings_key_at(i, &k) && strcmp(k.name, name))
		i++;
	return settings_key_at(i, &k) ? i : SETTINGS_MAX;
}

/* `value` must live as long as the settings. */
static hire_status
set(settings *s, const char *name, const char *value, hire_error *err)
{
	size_t i = index_of(name);
	hire_status st = take(s, name, value, err);
	if (!st && i < SETTINGS_MAX)
		s->values[i] = value;
	return st;
}

const char *
settings_value(const settings *s, const char *name)
{
	key k;
	size_t i = index_of(name);
	if (i == SETTINGS_MAX)
		return NULL;
	return s->values[i]             ? s->values[i]
	       : settings_key_at(i, &k) ? k.def
	                                : NULL;
}

static hire_status
set_defaults(settings *s, hire_error *err)
{
	hire_status st = HIRE_OK;
	*s = (settings){.config = {.size = sizeof(hire_config)}};
	for (size_t i = 0; i < KEYS && !st; i++)
		st = set(s, keys[i].name, keys[i].def, err);
	return st;
}

/* NAME=VALUE lines, blanks around both; "#" begins a comment line. */
static hire_status
read_line(settings *s, char *line, int number, hire_error *err)
{
	line += strspn(line, " \t");
	char *end = line + strlen(line);
	while (end > line && strchr(" \t\r", end[-1]))
		*--end = '\0';
	char *equals = strchr(line, '=');
	if (!*line || *line == '#')
		return HIRE_OK;
	if (!equals)
		return hire_fail(err, HIRE_EINVAL, "config",
		    "line %d is not NAME=VALUE", number);
	char *value = equals + 1 + strspn(equals + 1, " \t");
	while (equals > line && strchr(" \t", equals[-1]))
		equals--;
	*equals = '\0';
	if (strstr(value, " #") || strstr(value, "\t#"))
		return hire_fail(err, HIRE_EINVAL, line,
		    "line %d of the file: a comment stands on a line of its "
		    "own",
		    number);
	hire_status st = set(s, line, value, err);
	if (st && !find_key(line) && !strcmp(err->field, line))
		return hire_fail(err, st, line,
		    "line %d of the file: there is no such key", number);
	return st;
}

static hire_status
read_file(settings *s, const char *path, hire_arena *mem, hire_error *err)
{
	int number = 0;
	hire_status st = HIRE_OK;
	char *text = hire_arena_alloc(mem, FILE_MAX + 1);
	FILE *f = text ? fopen(path, "r") : NULL;
	if (!f)
		return hire_fail(
		    err, HIRE_EINVAL, "config", "%.200s cannot be read", path);
	size_t n = fread(text, 1, FILE_MAX + 1, f);
	bool bad = ferror(f) != 0;
	fclose(f);
	if (bad || n > FILE_MAX || memchr(text, '\0', n))
		return hire_fail(err, HIRE_EINVAL, "config",
		    "%.200s is no text of at most %d bytes", path, FILE_MAX);
	for (char *line = text; line && !st; number++) {
		char *next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		st = read_line(s, line, number + 1, err);
		line = next;
	}
	return st;
}

static hire_status
read_environment(settings *s, hire_error *err)
{
	key k;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && settings_key_at(i, &k); i++) {
		const char *value = getenv(k.name);
		if (value && *value)
			st = set(s, k.name, value, err);
	}
	return st;
}

/* "--name value" and "--name=value". */
static bool
takes(const char *name, int argc, char **argv, int *i, const char **value)
{
	size_t n = strlen(name);
	if (strncmp(argv[*i], name, n))
		return false;
	if (argv[*i][n] == '=') {
		*value = argv[*i] + n + 1;
		return true;
	}
	if (argv[*i][n] || *i + 1 >= argc || argv[*i + 1][0] == '-')
		return false;
	*value = argv[++*i];
	return true;
}

static hire_status
read_option(settings *s, int argc, char **argv, int *i, hire_error *err)
{
	const char *value = NULL;
	if (!strcmp(argv[*i], "--check"))
		s->check = true;
	else if (!strcmp(argv[*i], "--openapi"))
		s->openapi = true;
	else if (!strcmp(argv[*i], "--man"))
		s->man = true;
	else if (!strcmp(argv[*i], "--help") || !strcmp(argv[*i], "-h"))
		s->help = true;
	else if (!strcmp(argv[*i], "--version"))
		s->version = true;
	else if (takes("--listen", argc, argv, i, &value))
		return set(s, "HIRE_LISTEN", value, err);
	else if (takes("--data", argc, argv, i, &value))
		return set(s, "HIRE_DATA", value, err);
	else if (!takes("--config", argc, argv, i, &value))
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "%.100s is no option, or lacks its value; hire-server "
		    "--help lists them",
		    argv[*i]);
	return HIRE_OK;
}

/* Links of mails and pages are this and a path. */
static hire_status
check_url(const char *url, hire_error *err)
{
	size_t n = strncmp(url, "https://", 8) ? 0 : 8;
	n = n || strncmp(url, "http://", 7) ? n : 7;
	const char *rest = url + n;
	size_t len = strcspn(rest, " \t\"<>@?#\\");
	if (n && len && !rest[len] && *rest != '/' && rest[len - 1] != '/')
		return HIRE_OK;
	return hire_fail(err, HIRE_EINVAL, "HIRE_PUBLIC_URL",
	    "must be http:// or https:// and a host, without a slash at its "
	    "end");
}

/* What one value alone does not tell. */
static hire_status
look_over(settings *s, hire_error *err)
{
	int level;
	if (!hire_word_parse(&log_level_words, s->log, &level))
		return hire_fail(err, HIRE_EINVAL, "HIRE_LOG",
		    "must be debug, info, warn or error");
	s->log_level = (hire_log_level)level;
	hire_status st = listen_check(s->listen, err);
	if (!st)
		st = check_url(settings_value(s, "HIRE_PUBLIC_URL"), err);
	if (!st)
		st = client_list_check(s->proxies, "HIRE_TRUSTED_PROXIES", err);
	return st ? st
	          : client_list_check(
	                s->metrics_allow, "HIRE_METRICS_ALLOW", err);
}

hire_status
settings_read(
    settings *out, int argc, char **argv, hire_arena *mem, hire_error *err)
{
	hire_status st = set_defaults(out, err);
	const char *file = getenv("HIRE_CONFIG");
	for (int i = 1; i < argc; i++) {
		int at = i;
		const char *value;
		if (takes("--config", argc, argv, &at, &value))
			file = value;
	}
	if (!st && file && *file)
		st = read_file(out, file, mem, err);
	if (!st)
		st = read_environment(out, err);
	for (int i = 1; i < argc && !st; i++)
		st = read_option(out, argc, argv, &i, err);
	return st ? st : look_over(out, err);
}

bool
settings_key_at(size_t i, settings_key *out)
{
	size_t count;
	const hire_config_key *theirs = hire_config_keys(&count);
	if (i < KEYS) {
		*out = keys[i];
		return true;
	}
	if (i - KEYS >= count)
		return false;
	const hire_config_key *k = &theirs[i - KEYS];
	*out = (key){.name = k->name,
	    .def = k->def,
	    .help = k->help,
	    .secret = k->secret};
	return true;
}
