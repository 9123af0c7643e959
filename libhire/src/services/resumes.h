/* SPDX-License-Identifier: MIT
 * resumes.h - what reading a document and finding facts have in common.
 */
#ifndef HIRE_SERVICES_RESUMES_H
#define HIRE_SERVICES_RESUMES_H

#include <hire/applications.h>

/* `facts` with what the document's reader set aside in front; in `mem`. */
HIRE_CHECK hire_status
hire__facts_with_ignored(const hire_facts *facts,
    const hire_text_ignored *ignored, size_t count, hire_arena *mem,
    const hire_facts **out, hire_error *err);

#endif
