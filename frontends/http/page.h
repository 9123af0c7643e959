/* SPDX-License-Identifier: MIT
 * page.h - pages for people: plain HTML without scripts, styles or pictures.
 * Few things need one: what mails link to, and the sandbox's pay page.
 */
#ifndef HIRE_HTTP_PAGE_H
#define HIRE_HTTP_PAGE_H

#include "call.h"

#define PAGE_TYPE "text/html; charset=utf-8"
extern const shape page_shape;

/* Everything before the page's own text.  Forms may be sent to the page's own
 * origin alone. */
void
page_begin(call *c, const char *title);

/* Text between tags and in quoted attributes. */
void
page_text(call *c, const char *text);

void
page_end(call *c);

/* The field `name` of the form that was sent, decoded, in the call's memory;
 * NULL: there is none, or no memory for it. */
const char *
page_field(const call *c, const char *name);

#endif
