/* SPDX-License-Identifier: MIT
 * postgres_libpq.h - what we use of libpq.
 * It is loaded when the first such store is opened: with the thirty libraries
 * behind it, linking it would slow the start of every program that has none.
 */
#ifndef HIRE_STORE_POSTGRES_LIBPQ_H
#define HIRE_STORE_POSTGRES_LIBPQ_H

#include <hire/base.h>
#include <libpq-fe.h>

#define HIRE__PQ_MAP(X)                                                        \
	X(PQconninfoOption *, conninfoParse, (const char *url, char **why))    \
	X(void, conninfoFree, (PQconninfoOption * all))                        \
	X(void, freemem, (void *ptr))                                          \
	X(PGconn *, connectStartParams,                                        \
	    (const char *const *names, const char *const *values, int expand)) \
	X(PostgresPollingStatusType, connectPoll, (PGconn * c))                \
	X(void, finish, (PGconn * c))                                          \
	X(ConnStatusType, status, (const PGconn *c))                           \
	X(int, socket, (const PGconn *c))                                      \
	X(char *, errorMessage, (const PGconn *c))                             \
	X(int, serverVersion, (const PGconn *c))                               \
	X(const char *, parameterStatus, (const PGconn *c, const char *name))  \
	X(PGVerbosity, setErrorVerbosity, (PGconn * c, PGVerbosity how))       \
	X(PQnoticeReceiver, setNoticeReceiver,                                 \
	    (PGconn * c, PQnoticeReceiver receiver, void *user))               \
	X(int, setnonblocking, (PGconn * c, int on))                           \
	X(int, enterPipelineMode, (PGconn * c))                                \
	X(int, sendQueryParams,                                                \
	    (PGconn * c, const char *sql, int n, const Oid *types,             \
	        const char *const *values, const int *lengths,                 \
	        const int *formats, int result_format))                        \
	X(int, sendPrepare,                                                    \
	    (PGconn * c, const char *name, const char *sql, int n,             \
	        const Oid *types))                                             \
	X(int, sendQueryPrepared,                                              \
	    (PGconn * c, const char *name, int n, const char *const *values,   \
	        const int *lengths, const int *formats, int result_format))    \
	X(int, backendPID, (const PGconn *c))                                  \
	X(int, pipelineSync, (PGconn * c))                                     \
	X(int, flush, (PGconn * c))                                            \
	X(int, consumeInput, (PGconn * c))                                     \
	X(PGnotify *, notifies, (PGconn * c))                                  \
	X(int, isBusy, (PGconn * c))                                           \
	X(PGresult *, getResult, (PGconn * c))                                 \
	X(void, clear, (PGresult * r))                                         \
	X(ExecStatusType, resultStatus, (const PGresult *r))                   \
	X(char *, resultErrorField, (const PGresult *r, int code))             \
	X(char *, cmdTuples, (PGresult * r))                                   \
	X(char *, cmdStatus, (PGresult * r))                                   \
	X(int, ntuples, (const PGresult *r))                                   \
	X(Oid, ftype, (const PGresult *r, int column))                         \
	X(int, getisnull, (const PGresult *r, int row, int column))            \
	X(int, getlength, (const PGresult *r, int row, int column))            \
	X(char *, getvalue, (const PGresult *r, int row, int column))

typedef struct hire__pq {
#define HIRE__X(type, name, args) type(*name) args;
	HIRE__PQ_MAP(HIRE__X)
#undef HIRE__X
} hire__pq;

#endif
