/* SPDX-License-Identifier: MIT
 * confine.c - resource limits and the list of system calls that remain.
 * An allow list: what is not named fails with EPERM, which the C library and
 * poppler take as "not there".  The lists were made with strace, then widened
 * by what other C libraries use for the same.
 */
#define _GNU_SOURCE
#include "confine.h"

#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MEMORY_MAX = 512 << 20, FILES_MAX = 64, FIRST_OTHER_FD = 3 };

static const char *const both[] = {"brk", "clock_getres", "clock_gettime",
    "close", "exit", "exit_group", "fstat", "fstat64", "futex", "futex_time64",
    "getpid", "getrandom", "gettid", "gettimeofday", "lseek", "_llseek",
    "madvise", "mmap", "mmap2", "mprotect", "mremap", "munmap", "poll", "ppoll",
    "pread64", "read", "readv", "restart_syscall", "rseq", "rt_sigaction",
    "rt_sigprocmask", "rt_sigreturn", "sched_yield", "set_robust_list",
    "sigaltstack", "sigreturn", "tgkill", "time", "wait4", "waitid", "waitpid",
    "write", "writev"};

static const char *const for_exec[] = {"access", "arch_prctl", "cacheflush",
    "dup", "dup2", "dup3", "execve", "faccessat", "faccessat2", "fadvise64",
    "fcntl", "fcntl64", "fstatat64", "fstatfs", "getcwd", "getdents64",
    "getegid", "geteuid", "getgid", "getrlimit", "getuid", "lstat",
    "newfstatat", "readlink", "readlinkat", "sched_getaffinity",
    "set_thread_area", "set_tid_address", "stat", "statfs", "statx", "sysinfo",
    "ugetrlimit", "uname"};

static bool
limit(int what, rlim_t value)
{
	struct rlimit l = {value, value};
	return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

static void
close_others(void)
{
	if (!syscall(SYS_close_range, FIRST_OTHER_FD, ~0u, 0))
		return;
	long max = sysconf(_SC_OPEN_MAX);
	for (int fd = FIRST_OTHER_FD; fd < max && fd < 65536; fd++)
		close(fd);
}

hire_status
confine_limits(unsigned seconds, hire_error *err)
{
	pid_t parent = getppid();
	close_others();
	bool ok = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
	          limit(RLIMIT_AS, MEMORY_MAX) &&
	          limit(RLIMIT_CPU, CONFINE_CPU_SECONDS) &&
	          limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
	          limit(RLIMIT_NOFILE, FILES_MAX);
	alarm(seconds);
	if (!ok)
		return hire_fail(
		    err, HIRE_EBACKEND, NULL, "resource limits cannot be set");
	if (getppid() != parent) /* it died before the signal was asked for */
		_exit(1);
	return HIRE_OK;
}

/* Names that this kernel or library does not know stay refused, which is all
 * that can go wrong here. */
static void
allow(scmp_filter_ctx filter, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int call = seccomp_syscall_resolve_name(names[i]);
		if (call >= 0)
			(void)seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
	}
}

/* Files may be opened for reading only, also where there is no Landlock. */
static int
allow_reading(scmp_filter_ctx filter)
{
	const scmp_datum_t changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
	int code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, changes, O_RDONLY));
	int old = seccomp_syscall_resolve_name("open");
	if (!code && old >= 0) /* some machines have only the other */
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, old, 1,
		    SCMP_A1(SCMP_CMP_MASKED_EQ, changes, O_RDONLY));
	return code;
}

/* Calls that are fine in one form only. */
static int
allow_narrowly(scmp_filter_ctx filter)
{
	/* Limits may be read; root could lift them otherwise. */
	int code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64),
	    1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
	/* stdio asks whether it writes to a terminal. */
	if (!code)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl),
		    1, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFFFFFFFFu, TCGETS));
	return code;
}

static int
load_filter(bool exec)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (!filter)
		return -ENOMEM;
	allow(filter, both, sizeof both / sizeof *both);
	if (exec)
		allow(filter, for_exec, sizeof for_exec / sizeof *for_exec);
	int code = allow_narrowly(filter);
	if (!code && exec)
		code = allow_reading(filter);
	if (!code)
		code = seccomp_load(filter);
	seccomp_release(filter);
	return code;
}

hire_status
confine_enter(confine_mode mode, const char *program, hire_error *err)
{
	bool exec = mode == CONFINE_EXEC || mode == CONFINE_EXEC_BARE;
	bool landlock = mode == CONFINE_PARSE || mode == CONFINE_EXEC;
	if (!limit(
	        RLIMIT_AS, exec ? CONFINE_EXEC_MEMORY : CONFINE_PARSE_MEMORY))
		return hire_fail(
		    err, HIRE_EBACKEND, NULL, "resource limits cannot be set");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "the kernel does not let go of privileges (error %d)",
		    errno);
	if (landlock && !landlock_enter(exec ? program : NULL))
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "Landlock refuses its rules (error %d)", errno);
	int code = load_filter(exec);
	if (code)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "the kernel takes no seccomp filter (error %d): documents "
		    "are not read without one",
		    -code);
	return HIRE_OK;
}

int
confine_landlock_abi(void)
{
	return landlock_abi();
}
