/* SPDX-License-Identifier: MIT
 * office_here.c - Word documents in the program that has their libraries.
 * The other half of office_there.c: one of the two is linked.
 */
#include "office.h"

#include "confine.h"

hire_status
office_check(hire_error *err)
{
	(void)err;
	return HIRE_OK;
}

hire_status
office_read(reading *r, char **argv, hire_error *err)
{
	(void)argv;
	hire_status st = confine_enter(CONFINE_PARSE, NULL, err);
	return st ? st : reader_docx(r, err);
}
