/* SPDX-License-Identifier: MIT
 * trend.h - what rises or falls with what.
 * Apart from order.h, which compares sides: here they keep their places.
 */
#ifndef HIRE_RULES_TREND_H
#define HIRE_RULES_TREND_H

#include "terms.h"

/* Whether the answer makes fall with a thing what `want` makes rise with it,
 * or the other way round: "demand rises when prices rise". */
bool
hire__trend_turned(const hire__terms *answer, const hire__terms *want);

#endif
