/* SPDX-License-Identifier: MIT
 * grammar.h - the small words that build sentences, by what they do there.
 * Apart from denial.h and coherence.h, which both read them, so that each
 * word is looked up once.
 */
#ifndef HIRE_RULES_GRAMMAR_H
#define HIRE_RULES_GRAMMAR_H

#include "terms.h"

/* What a word may be; sets of these. */
enum hire__grammar {
	HIRE__DENIES_CLAUSE = 1 << 0, /* deny the whole clause */
	HIRE__DENIES_AFTER = 1 << 1,  /* deny what follows in the clause */
	HIRE__DENIES_DOING = 1 << 2,  /* of these, verbs: up to "and", "or" */
	HIRE__DENIES_EACH = 1 << 3,   /* "no locks no keys": both are denied */
	HIRE__PAIR_FIRST = 1 << 4,    /* "instead of", "rather than" */
	HIRE__PAIR_SECOND = 1 << 5,   /* deny as well */
	HIRE__AVERTS = 1 << 6,        /* what follows does not come about */
	HIRE__UNDENIED = 1 << 7,      /* "not only", "no matter" */
	HIRE__BOUNDARY = 1 << 8,      /* a new clause begins with these */
	HIRE__STATEMENT = 1 << 9,     /* so it does behind "and" or a comma */
	HIRE__RELATIVE = 1 << 10,     /* is not denied from behind */
	HIRE__SPEAKER = 1 << 11,      /* "I do not know" */
	HIRE__KNOWS = 1 << 12,        /* what the speaker does not */
	HIRE__HEARD = 1 << 13,        /* of these: no speaker needed */
	HIRE__FALSE = 1 << 14,        /* "wrong that ..." denies */
	HIRE__THAT = 1 << 15,         /* "that" */
	HIRE__VERB = 1 << 16,         /* a clause has one, or a subject */
	HIRE__OR = 1 << 17,           /* "or" */
	HIRE__AND = 1 << 18,          /* "and" */
	HIRE__BUT = 1 << 19,          /* "but" */
	HIRE__ARTICLE = 1 << 20,      /* something it belongs to follows */
	HIRE__PREPOSITION = 1 << 21,  /* no verb and no joint follows */
	HIRE__FINITE = 1 << 22,       /* a verb that stands once in a clause */
	HIRE__BINDS = 1 << 23, /* besides these, makes a statement of words */
	HIRE__MORE = 1 << 24   /* "no more than" denies nothing */
};

/* Set `grammar` of each term, which were read from `text`. */
void
hire__grammar_mark(const hire__terms *t, const char *text);

#endif
