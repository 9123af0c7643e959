/* SPDX-License-Identifier: MIT
 * board_best.h - the hits of a board query, the best ones first.
 */
#ifndef HIRE_SERVICES_BOARD_BEST_H
#define HIRE_SERVICES_BOARD_BEST_H

#include "work.h"

/* A page of the newest HIRE_BOARD_RANKED_MAX jobs that `query` and the words
 * of `text` find, ranked as HIRE_BOARD_BEST says. */
HIRE_CHECK hire_status
hire__board_best(
    hire__work *w, const hire_query *query, const char *text, hire_rows *out);

#endif
