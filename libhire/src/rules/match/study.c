/* SPDX-License-Identifier: MIT
 * study.c - whether a degree is of the field that a requirement names.
 */
#include "study.h"

#include "rules/grading/scan.h"

#include <string.h>

/* Words of a field, and the area whose fields stand for a part of each other.
 * "Science" and "arts" are left out: any degree may be of them. */
static const struct {
	const char *words;
	int area;
} fields[] = {
    {" computer computers computing software informatics informatik "
     "cybersecurity programming ",
        1},
    {" math* statistic* physics quantitative data analytics ", 1},
    {" engineering electrical mechanical electronic* civil aerospace "
     "industrial ",
        1},
    {" business management administration mba commerce economics marketing "
     "resources logistics ",
        2},
    {" accounting accountancy finance financial taxation ", 2},
    {" nursing nurse medicine medical health healthcare pharmac* clinical ", 3},
    {" biolog* biochem* chemistry chemical microbiology genetics ", 3},
    {" law legal laws juris ", 4},
    {" education teaching pedagog* ", 5},
    {" design fine literature english history journalism music linguistics "
     "languages philosophy theatre ",
        6},
    {" political sociology psychology social anthropology ", 7},
};

typedef unsigned set;

static set
field_of(const char *s, hire__word w)
{
	set found = 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (hire__word_in(s, w, fields[i].words))
			found |= 1u << i;
	return found;
}

static set
areas_of(set some)
{
	set areas = 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (some >> i & 1)
			areas |= 1u << fields[i].area;
	return areas;
}

static set
fields_of(const char *s)
{
	set found = 0;
	size_t n = s ? strlen(s) : 0;
	for (hire__word w = hire__word_next(s, n, 0); n && w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		found |= field_of(s, w);
	return found;
}

/* What "degree in ..." names; `*open`: related fields will do, or any. */
static set
fields_asked(const char *s, bool *open)
{
	static const char DEGREE[] =
	    " degree degrees bachelor bachelors bachelor's master masters "
	    "master's bs bsc ba ms msc ma phd doctorate diploma b.s m.s ";
	static const char OPEN[] =
	    " related similar equivalent relevant any other comparable stem "
	    "technical quantitative ";
	static const char END[] =
	    " experience years year with plus minimum least who ";
	set found = 0;
	size_t n = strlen(s);
	bool degree = false, in = false;
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end)) {
		if (in && (hire__word_in(s, w, END) ||
		              (w.at && strchr(";.", s[w.at - 1]))))
			break;
		if (in) {
			found |= field_of(s, w);
			*open |= hire__word_in(s, w, OPEN);
		}
		in = in || (degree && hire__word_in(s, w, " in "));
		degree = hire__word_in(s, w, DEGREE);
	}
	return found;
}

static hire__study
compare(set have, set asked, bool open)
{
	if (!have || have & asked)
		return HIRE__STUDY_FITS;
	if (!(areas_of(have) & areas_of(asked)))
		return HIRE__STUDY_OTHER;
	return open ? HIRE__STUDY_FITS : HIRE__STUDY_RELATED;
}

hire__study
hire__study_of(const hire_facts *facts, hire_degree need, const char *text,
    const hire_education **best)
{
	bool open = false;
	set asked = text ? fields_asked(text, &open) : 0;
	hire__study nearest = HIRE__STUDY_OTHER;
	*best = NULL;
	for (size_t i = 0; i < facts->education_count; i++) {
		const hire_education *e = &facts->education[i];
		if (!e->degree || e->level < need)
			continue;
		hire__study now =
		    asked ? compare(fields_of(e->degree), asked, open)
		          : HIRE__STUDY_FITS;
		bool first = !*best || now < nearest;
		bool same = *best && now == nearest;
		if (first || (same && (e->level > (*best)->level ||
		                          (e->level == (*best)->level &&
		                              strcmp(e->degree,
		                                  (*best)->degree) < 0)))) {
			*best = e;
			nearest = now;
		}
	}
	return *best ? nearest : HIRE__STUDY_FITS;
}
