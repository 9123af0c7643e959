/* SPDX-License-Identifier: MIT
 * actor.h - which account a command acts for.
 */
#ifndef HIRE_CLI_ACTOR_H
#define HIRE_CLI_ACTOR_H

#include "cli.h"

#define ROLE(role) (1u << HIRE_ROLE_##role)

/* The account of --as, or the only active one with a role of `roles`; among
 * roles the first of hr, candidate, admin that has any decides.  EDENIED says
 * what to do when there is none or more than one. */
hire_status
actor_find(cli *c, unsigned roles, hire_actor *out, hire_error *err);

/* The page that --limit and --after ask for. */
hire_page
actor_page(const cli *c);

#define PAGE_OPTIONS                                                           \
	{"limit", "N", "at most so many (default: 100)", CLI_INT, 0, 1, 1000,  \
	    NULL},                                                             \
	{                                                                      \
		"after", "CURSOR", "the page after this one, as printed",      \
		    CLI_TEXT, 0, 0, 0, NULL                                    \
	}

/* "field=value" as a change. */
hire_status
actor_change(cli *c, const char *text, hire_change *out, hire_error *err);

/* Every --set of the call, in `*out`; EUSAGE when there is none. */
hire_status
actor_changes(cli *c, hire_change **out, size_t *count, hire_error *err);

#define SET_OPTION                                                             \
	{                                                                      \
		"set", "FIELD=VALUE", "change a field", CLI_TEXT, CLI_REPEAT,  \
		    0, 0, NULL                                                 \
	}

#endif
