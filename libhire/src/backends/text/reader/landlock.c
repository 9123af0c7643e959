/* SPDX-License-Identifier: MIT
 * landlock.c - which files remain readable, where the kernel can say so.
 * The structures are spelled out: the headers of the oldest supported system
 * know fewer versions than the kernels it runs on.
 */
#define _GNU_SOURCE
#include "landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct landlock_ruleset_attr as of version 6. */
typedef struct ruleset {
	uint64_t files, network, scopes;
} ruleset;

enum {
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	RUN = READ | LANDLOCK_ACCESS_FS_EXECUTE,
	/* The rights that apply to something that is not a folder. */
	OF_FILE = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE
};

/* Libraries and their loader; fonts and character maps of PDFs; the letters
 * that tesseract knows. */
static const struct {
	const char *path;
	uint64_t rights;
} kept[] = {{"/lib", RUN}, {"/lib64", RUN}, {"/usr/lib", RUN},
    {"/usr/lib64", RUN}, {"/usr/local/lib", RUN}, {"/etc/ld.so.cache", READ},
    {"/etc/fonts", READ}, {"/var/cache/fontconfig", READ},
    {"/usr/share/fonts", READ}, {"/usr/share/fontconfig", READ},
    {"/usr/share/poppler", READ}, {"/usr/local/share/poppler", READ},
    {"/usr/share/tesseract-ocr", READ}, {"/usr/share/tessdata", READ}};

int
landlock_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	return abi > 0 ? (int)abi : 0;
}

/* All rights that version knows, so that none remains by default. */
static ruleset
rules_of(int abi, size_t *size)
{
	static const int file_rights[] = {13, 14, 15, 15, 16};
	int last = (int)(sizeof file_rights / sizeof *file_rights);
	int bits = file_rights[(abi > last ? last : abi) - 1];
	*size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
	return (ruleset){
	    (UINT64_C(1) << bits) - 1, abi >= 4 ? 3 : 0, abi >= 6 ? 3 : 0};
}

static bool
keep(int rules, const char *path, uint64_t rights)
{
	struct stat info;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return true; /* what is not there needs no right */
	if (!fstat(fd, &info) && !S_ISDIR(info.st_mode))
		rights &= OF_FILE;
	struct landlock_path_beneath_attr rule = {rights, fd};
	bool ok = syscall(SYS_landlock_add_rule, rules,
	              LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
	close(fd);
	return ok;
}

bool
landlock_enter(const char *program)
{
	int abi = landlock_abi();
	if (!abi)
		return true;
	size_t size;
	ruleset all = rules_of(abi, &size);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (rules < 0)
		return false;
	bool ok = !program || keep(rules, program, RUN);
	for (size_t i = 0; program && ok && i < sizeof kept / sizeof *kept; i++)
		ok = keep(rules, kept[i].path, kept[i].rights);
	ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}
