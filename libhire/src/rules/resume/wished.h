/* SPDX-License-Identifier: MIT
 * wished.h - lines below "Skills I want to learn".
 */
#ifndef HIRE_RULES_WISHED_H
#define HIRE_RULES_WISHED_H

#include "rules/text/doc.h"

/* Behind the lines that stand below line `at`, when that names what is not had
 * but wished for, or the job that is sought; `at` when it does not. */
size_t
hire__behind_wishes(const hire__doc *doc, size_t at);

#endif
