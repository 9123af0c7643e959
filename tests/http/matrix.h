/* SPDX-License-Identifier: MIT
 * matrix.h - things of one organisation and one candidate, made anew for each
 * cell of the matrix, and whom they are for.
 */
#ifndef TEST_HTTP_MATRIX_H
#define TEST_HTTP_MATRIX_H

#include "route.h"
#include "served.h"

/* Who asks.  The organisation is HR's, the application CANDIDATE's. */
typedef enum actor {
	NOBODY,
	GARBAGE,  /* a token that is none */
	OVER,     /* a token whose time is over */
	DISABLED, /* a good token of an account that was disabled */
	OTHER_CANDIDATE,
	OTHER_HR, /* of another organisation */
	KEY_WITHOUT,
	KEY_WITH,
	CANDIDATE,
	HR,
	ADMIN,
	ACTORS
} actor;

/* Whom an id is for: a set of 1 << actor. */
typedef struct matrix_id {
	const char *name; /* of the parameter in a path, or of a field */
	const char *(*make)(served *s);
	unsigned owners;
	bool made_up; /* there is none such: the role alone decides */
} matrix_id;

/* A server that refuses nobody for asking often, with its people. */
void
matrix_open(served *s);

/* The row of that name, or NULL. */
const matrix_id *
matrix_id_find(const char *name, size_t n);

/* Someone of the platform, by e-mail address. */
hire_actor
matrix_actor(served *s, const char *email);

/* An application of that candidate, which was read and matched. */
hire_application
matrix_apply(served *s, const char *email);

/* A request that a route takes: things made anew, the example as the body. */
typedef struct matrix_request {
	char target[600], body[2000];
	unsigned owners; /* of all that it names */
	bool made_up;
} matrix_request;

matrix_request
matrix_request_of(served *s, const route *r);

/* `lines` are more of the head, each with its CR LF. */
reply
matrix_send(const served *s, const matrix_request *q, const route *r,
    const char *lines, const char *token);
#define IF_ANY "If-Match: *\r\n"

/* The token of the first of the roles that may, for whom the things of
 * matrix_ids.c are. */
const char *
matrix_caller(const served *s, const route *r);

/* The status, and the field that a problem names (or ""). */
int
matrix_outcome(reply r, char field[100]);

/* Fails unless the reply is a problem of that status and field. */
void
matrix_refuses(
    const route *r, const char *what, reply got, int status, const char *field);

#endif
