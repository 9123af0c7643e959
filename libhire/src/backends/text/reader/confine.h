/* SPDX-License-Identifier: MIT
 * confine.h - take away what reading a document does not need.
 * Called before the first parser sees a byte; nothing gives anything back.
 */
#ifndef HIRE_READER_CONFINE_H
#define HIRE_READER_CONFINE_H

#include <hire/base.h>

enum {
	CONFINE_CPU_SECONDS = 4,
	/* Of address space: what parses here, and what is run.  Together they
	 * stay below 512 MB. */
	CONFINE_PARSE_MEMORY = 224 << 20,
	CONFINE_EXEC_MEMORY = 144 << 20
};

/* Resource limits, dead with our parent, no other file descriptors; `seconds`
 * of wall clock after which the kernel ends us (not our children). */
HIRE_CHECK hire_status
confine_limits(unsigned seconds, hire_error *err);

typedef enum confine_mode {
	CONFINE_PARSE, /* memory and the open descriptors; no file at all */
	CONFINE_EXEC,  /* also: run `program`, read system libraries, fonts */
	/* The same as on a kernel without Landlock, for proofs. */
	CONFINE_PARSE_BARE,
	CONFINE_EXEC_BARE
} confine_mode;

/* The memory of its mode, no new privileges, Landlock where the kernel has it,
 * seccomp.  Fails closed: EBACKEND when the kernel takes no filter. */
HIRE_CHECK hire_status
confine_enter(confine_mode mode, const char *program, hire_error *err);

/* Version of Landlock in this kernel, 0: none. */
int
confine_landlock_abi(void);

#endif
