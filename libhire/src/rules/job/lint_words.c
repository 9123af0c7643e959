/* SPDX-License-Identifier: MIT
 * lint_words.c - why each concern is one, and what to write instead.
 * Data, apart from the search, so that the words can be read in one place.
 */
#include "lint.h"

static const struct {
	const char *reason, *instead;
} texts[] = {
    [HIRE_CONCERN_NONE] = {"", ""},
    [HIRE_CONCERN_AGE] = {"age may not decide, and words like these keep "
                          "older or younger people from applying",
        "the experience or level that the work needs, such as \"entry "
        "level\" or \"3 years of Python\""},
    [HIRE_CONCERN_GENDER] = {"it speaks to one gender alone",
        "\"you\" or \"they\", and a title for everybody, such as \"server\" "
        "or \"salesperson\""},
    [HIRE_CONCERN_ORIGIN] = {"where somebody comes from may not decide",
        "leave it out, or the right to work in the place of the job"},
    [HIRE_CONCERN_LANGUAGE] = {"a first language or an accent tells origin, "
                               "not command of the language",
        "the level that the work needs, such as \"fluent English\" or "
        "\"English C1\""},
    [HIRE_CONCERN_CITIZENSHIP] = {"citizenship keeps people out who may "
                                  "lawfully work",
        "\"the right to work in ...\"; where a law demands citizenship, name "
        "the law"},
    [HIRE_CONCERN_RELIGION] = {"belief may not decide",
        "leave it out; where the work itself is religious, describe the work"},
    [HIRE_CONCERN_FAMILY] = {"marriage, children and pregnancy may not decide",
        "what the work needs, such as travel or hours, for everybody alike"},
    [HIRE_CONCERN_HEALTH] = {"it keeps out people with a disability who can do "
                             "the work with or without an aid",
        "the task itself, only where the work needs it, and that adjustments "
        "are possible"},
    [HIRE_CONCERN_ORIENTATION] = {"whom somebody loves and who they are may "
                                  "not decide",
        "leave it out"},
    [HIRE_CONCERN_MILITARY] = {"past or coming military service may not decide",
        "the skills that the work needs"},
    [HIRE_CONCERN_APPEARANCE] = {"looks and photographs let age, origin and "
                                 "gender decide",
        "how the work is to be done, such as \"friendly with guests\"; ask "
        "for no photograph"},
    [HIRE_CONCERN_RECORD] = {"a record of arrest or conviction keeps out more "
                             "of some groups than of others",
        "leave it out; check after an offer, only where the work or the law "
        "needs it"},
    [HIRE_CONCERN_CREDIT] = {"debts say little of the work and hit some "
                             "groups more than others",
        "leave it out; check after an offer, only where the law needs it"},
    [HIRE_CONCERN_CULTURE] = {"fit is often likeness, and nobody can check it",
        "the ways of working that matter, such as \"writes things down\" or "
        "\"takes part in review\""},
    [HIRE_CONCERN_UNPAID] = {"unpaid work keeps out who cannot afford it, and "
                             "is unlawful in many places",
        "pay for trial work, or look at work that exists"},
    [HIRE_CONCERN_SCHOOL] = {"the name of a school stands for wealth and "
                             "origin more than for skill",
        "the knowledge that the work needs, or a degree in a subject"},
    [HIRE_CONCERN_GRADUATION] = {"the year of a degree tells age",
        "the experience or level that the work needs"},
    [HIRE_CONCERN_GAP] = {"gaps come with children, care, illness and service",
        "the experience that the work needs, whenever it was"},
    [HIRE_CONCERN_COMMUTE] = {"where somebody lives stands for origin and "
                              "wealth",
        "where and when the work is done, and what is done for moving"},
    [HIRE_CONCERN_CAR] = {"a car or a licence keeps out people who reach the "
                          "work otherwise",
        "the travel that the work needs; ask for a licence only where driving "
        "is the work"},
    [HIRE_CONCERN_YEARS] = {"beyond ten, years tell age more than ability",
        "fewer years, and what somebody should have done in them"},
    [HIRE_CONCERN_NEWNESS] = {"nobody can have that many years: it is not as "
                              "old",
        "fewer years, or none: what somebody should be able to do with it"},
    [HIRE_CONCERN_MUSTS] = {"a long list keeps out people who meet most of it, "
                            "women more than men",
        "what the work cannot do without; the rest as nice to have"},
    [HIRE_CONCERN_OPINION] = {"opinions, parties and trade unions may not "
                              "decide",
        "leave it out"},
    [HIRE_CONCERN_PAY_HISTORY] = {"what somebody earned before carries old "
                                  "unfairness on, and many places forbid to "
                                  "ask",
        "the range that the job pays; ask what somebody expects"},
};

const char *
hire__concern_reason(hire_concern concern)
{
	return texts[concern].reason;
}

const char *
hire__concern_instead(hire_concern concern)
{
	return texts[concern].instead;
}
