/* SPDX-License-Identifier: MIT
 * grammar.c - the word lists behind hire__grammar.
 */
#include "grammar.h"

#include "scan.h"

static const struct {
	uint32_t is;
	const char *words;
} LISTS[] = {
    {HIRE__DENIES_CLAUSE,
        "not no never cannot neither nor none nobody nothing nowhere hardly "
        "impossible unable dont doesnt didnt isnt arent wasnt werent cant wont "
        "couldnt wouldnt shouldnt hasnt havent"},
    {HIRE__DENIES_AFTER, "without non unlike lack lacks lacking missing omit "
                         "omits omitting omitted"},
    {HIRE__DENIES_DOING, "lack lacks lacking missing omit omits omitting "
                         "omitted"},
    {HIRE__DENIES_EACH, "no nor neither none nobody nothing"},
    {HIRE__PAIR_FIRST, "instead rather"},
    {HIRE__PAIR_SECOND, "of than"},
    {HIRE__AVERTS, "avoid avoids avoiding avoided prevent prevents preventing "
                   "prevented eliminate eliminates"},
    {HIRE__UNDENIED, "only just matter doubt"},
    {HIRE__MORE, "more less fewer later earlier longer"},
    {HIRE__BOUNDARY, "but because since so while whereas until unless when "
                     "although though if nor therefore hence then however "
                     "otherwise"},
    {HIRE__STATEMENT,
        "i you he she it we they there this that these those a an the its "
        "their is are was were be can could will would has have had do does "
        "did must should may might each every all which who instead and also "
        "just"},
    {HIRE__RELATIVE, "which who whose that where what how why"},
    {HIRE__SPEAKER, "i i'm we"},
    {HIRE__KNOWS, "know idea clue heard remember recall sure understand "
                  "familiar learned"},
    {HIRE__HEARD, "idea clue heard"},
    {HIRE__FALSE, "false untrue wrong incorrect doubt"},
    {HIRE__THAT, "that"},
    {HIRE__VERB, "is are was were can could will would has have does do must "
                 "should it they you i we"},
    {HIRE__OR, "or"},
    {HIRE__AND, "and"},
    {HIRE__BUT, "but"},
    {HIRE__ARTICLE, "a an the its their his her my our your every"},
    {HIRE__PREPOSITION, "of in on at by with from into onto between through "
                        "during per via within upon toward"},
    {HIRE__FINITE, "is are was were am has had will would shall should can "
                   "could may might must"},
    {HIRE__BINDS,
        "one inside outside across among behind before after against "
        "along around above below beside beyond become becomes make makes "
        "take takes give gives keep keeps provide provides contain contains "
        "mean means let lets get gets put puts"},
};

enum { COUNT = sizeof LISTS / sizeof *LISTS };

void
hire__grammar_mark(const hire__terms *t, const char *text)
{
	hire__list lists[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		lists[i] = hire__list_of(LISTS[i].words);
	for (size_t k = 0; k < t->n; k++) {
		hire__term *term = &t->v[k];
		hire__word w = {term->at, term->end};
		term->grammar = 0;
		for (size_t i = 0; i < COUNT; i++)
			if (hire__word_on(text, w, &lists[i]))
				term->grammar |= LISTS[i].is;
	}
}
