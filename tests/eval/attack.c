/* SPDX-License-Identifier: MIT
 * attack.c - a longer wrong answer never beats a short right one, and words
 * that say nothing to the question earn nothing.
 */
#include "grade.h"
#include "wrongs.h"

#include <stdio.h>
#include <string.h>

/* Grades up to here are the bottom. */
enum { BOTTOM = 2 };

static void
read_questions(eval *e, questions *out)
{
	eval_lines file = eval_graded(e);
	for (size_t i = 0; i < file.count && out->n < QUESTIONS; i++) {
		char **c = file.rows[i];
		if (!i || strcmp(c[1], file.rows[i - 1][1]) != 0)
			out->q[out->n++] = (question){c[1], c[2], c[3], c[4]};
	}
}

typedef struct tally {
	size_t pairs, beaten, high, wrongs, raised;
	double right, shorter;
} tally;

/* Whether words about other things raise the grade of a right answer. */
static bool
padding_raises(
    eval *e, const questions *all, size_t i, const char *brief, double grade)
{
	char text[TEXT];
	const question *q = &all->q[i];
	snprintf(text, sizeof text, "%s ", brief);
	wrong_others(all, i, text);
	double padded = eval_grade_of(e, q->text, q->ideal, text);
	if (e->verbose && padded > grade)
		fprintf(stderr, "padded %4.1f, alone %4.1f: %s  %s\n", padded,
		    grade, q->id, text);
	return padded > grade;
}

static void
one_question(eval *e, const questions *all, size_t i, tally *t)
{
	char brief[TEXT] = "", text[TEXT];
	const question *q = &all->q[i];
	right_shortened(q->ideal, brief);
	double right = eval_grade_of(e, q->text, q->ideal, q->ideal);
	double shorter = eval_grade_of(e, q->text, q->ideal, brief);
	double least = right < shorter ? right : shorter;
	t->right += right;
	t->shorter += shorter;
	t->raised += padding_raises(e, all, i, brief, shorter);
	if (e->verbose && least < 5)
		fprintf(stderr, "right %4.1f, short %4.1f: %s  %s | %s\n",
		    right, shorter, q->id, q->text, brief);
	for (size_t k = 0; k < WRONGS; k++) {
		const char *kind = wrong_answer(all, i, k, text);
		double got = eval_grade_of(e, q->text, q->ideal, text);
		t->pairs += 2;
		t->beaten += got > right;
		t->beaten += got > shorter;
		t->high += got > BOTTOM;
		t->wrongs++;
		if (e->verbose && (got > least || got > BOTTOM))
			fprintf(stderr, "wrong %4.1f, right %4.1f: %s  %s\n",
			    got, least, q->id, kind);
	}
}

void
eval_attack(eval *e)
{
	static questions all;
	tally t = {0};
	read_questions(e, &all);
	for (size_t i = 0; i < all.n; i++)
		one_question(e, &all, i, &t);
	eval_add(
	    e, (eval_row){.measure = "grading: longer wrong beats short right",
	           .value = (double)t.beaten,
	           .count = true,
	           .way = EVAL_AT_MOST,
	           .n = t.pairs,
	           .of = "pairs"});
	eval_add(
	    e, (eval_row){.measure = "grading: wrong answers above 2 of 10",
	           .value = (double)t.high,
	           .count = true,
	           .n = t.wrongs,
	           .of = "answers"});
	eval_add(e, (eval_row){.measure = "grading: padding raises a right one",
	                .value = (double)t.raised,
	                .count = true,
	                .n = all.n,
	                .of = "answers"});
	eval_add(e, (eval_row){.measure = "grading: the reference itself, mean",
	                .value = t.right / (double)all.n,
	                .n = all.n,
	                .of = "answers"});
	eval_add(e, (eval_row){.measure = "grading: its shorter form, mean",
	                .value = t.shorter / (double)all.n,
	                .n = all.n,
	                .of = "answers"});
}
