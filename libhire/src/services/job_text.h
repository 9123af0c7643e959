/* SPDX-License-Identifier: MIT
 * job_text.h - a job's words: requirements read from them, changes to them.
 * Apart from the workflows since an engine may take long over it.
 */
#ifndef HIRE_SERVICES_JOB_TEXT_H
#define HIRE_SERVICES_JOB_TEXT_H

#include "work.h"

/* Check the texts of `job` and set its `facts`.  EINVAL when they hold no
 * requirement. */
HIRE_CHECK hire_status
hire__job_read_text(
    hire_platform *p, hire_job *job, hire_arena *mem, hire_error *err);

/* Apply changes of HIRE_EDIT fields; read the texts again when they changed. */
HIRE_CHECK hire_status
hire__job_change(hire_platform *p, hire_job *job, const hire_change *changes,
    size_t count, hire_arena *mem, hire_error *err);

#endif
