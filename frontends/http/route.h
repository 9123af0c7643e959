/* SPDX-License-Identifier: MIT
 * route.h - one table of everything that can be asked of the server.
 * The router, the checks of access, the reading of input and the OpenAPI
 * document all come from it; a handler only calls the library.
 */
#ifndef HIRE_HTTP_ROUTE_H
#define HIRE_HTTP_ROUTE_H

#include <hire/hire.h>

#include "shape.h"

typedef struct call call;

typedef enum route_method { GET, POST, PATCH, DELETE, METHODS } route_method;

/* Who may call: a set of 1 << hire_role, and these. */
enum {
	BY_ANYONE = 1 << 8, /* also without a log-in */
	BY_HR = 1 << HIRE_ROLE_HR,
	BY_CANDIDATE = 1 << HIRE_ROLE_CANDIDATE,
	BY_ADMIN = 1 << HIRE_ROLE_ADMIN,
	BY_STAFF = BY_HR | BY_ADMIN,
	BY_PEOPLE = BY_STAFF | BY_CANDIDATE
};

enum mark {
	CREATES = 1 << 0,  /* takes an Idempotency-Key */
	EDITS = 1 << 1,    /* wants the ETag in If-Match */
	PAGED = 1 << 2,    /* takes after and limit */
	UPLOADS = 1 << 3,  /* the body is multipart/form-data */
	AS_SENT = 1 << 4,  /* the body is taken as it is */
	NO_KEYS = 1 << 5,  /* not with an API key */
	COSTLY = 1 << 6,   /* strictly limited per address */
	UPGRADES = 1 << 7, /* becomes a WebSocket */
	HIDDEN = 1 << 8,   /* not an API: not in the document */
	WATCHES = 1 << 9   /* of machines that ask all the time: no news */
};

enum { ROUTE_PARAMS = 2, ROUTE_GIVES = 8 };

typedef struct route {
	route_method method;
	const char *path;    /* "/api/v1/jobs/{job_id}" */
	const char *name;    /* operationId */
	const char *summary; /* one line */
	unsigned by, marks;
	hire_scope scope;    /* that an API key must have; ALL: none will do */
	uint16_t body_flags; /* that a field of the body must have */
	uint16_t status;     /* of success; 0: 200 */
	/* Input: views or records. */
	const hire_record *query, *body;
	const hire_json_list *also; /* a list that the body may carry */
	const char *example;        /* of the body, JSON */
	const shape *gives[ROUTE_GIVES];
	hire_status (*run)(call *c, hire_error *err);
} route;

/* All routes, in the order of the documents. */
const route *
routes_at(size_t i);

typedef struct route_list {
	const route *rows;
	size_t count;
} route_list;

/* One list for each route_<noun>.c. */
#define ROUTE_LISTS(X)                                                         \
	X(operation)                                                           \
	X(account)                                                             \
	X(session)                                                             \
	X(password)                                                            \
	X(key)                                                                 \
	X(job)                                                                 \
	X(question)                                                            \
	X(board)                                                               \
	X(application)                                                         \
	X(interview)                                                           \
	X(live)                                                                \
	X(mail)                                                                \
	X(payment)                                                             \
	X(sandbox)                                                             \
	X(webhook)                                                             \
	X(admin)

#define X(noun) extern const route_list noun##_routes;
ROUTE_LISTS(X)
#undef X

/* The route for a request; its parameters go to `params`, copied into `mem`.
 * NULL: no such path, or (`*allowed` not 0, a set of 1 << method) not with
 * this method. */
const route *
route_find(const char *method_name, const char *path, hire_arena *mem,
    const char *params[ROUTE_PARAMS], unsigned *allowed);

/* The route that shows what `made` (of status 201) gives: its path ends in the
 * id of that record.  NULL when there is none for all who may call `made`. */
const route *
route_shows(const route *made);

const char *
method_name(route_method m);

#endif
