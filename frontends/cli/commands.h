/* SPDX-License-Identifier: MIT
 * commands.h - every command, listed once; each is defined in cmd_<name>.c.
 */
#ifndef HIRE_CLI_COMMANDS_H
#define HIRE_CLI_COMMANDS_H

#include "cli.h"

#define CLI_COMMAND_MAP(X)                                                     \
	X(demo)                                                                \
	X(interview)                                                           \
	X(accounts)                                                            \
	X(jobs)                                                                \
	X(board)                                                               \
	X(applications)                                                        \
	X(interviews)                                                          \
	X(seats)                                                               \
	X(payments)                                                            \
	X(webhooks)                                                            \
	X(queue)                                                               \
	X(reports)                                                             \
	X(users)                                                               \
	X(audit)                                                               \
	X(worker)                                                              \
	X(migrate)                                                             \
	X(copy_store)                                                          \
	X(doctor)                                                              \
	X(extract)                                                             \
	X(match)                                                               \
	X(lint)                                                                \
	X(grade)                                                               \
	X(states)                                                              \
	X(completion)                                                          \
	X(schema)                                                              \
	X(man)

#define DECLARE(name) extern const cli_command cmd_##name;
CLI_COMMAND_MAP(DECLARE)
#undef DECLARE

#endif
