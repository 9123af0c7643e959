/* SPDX-License-Identifier: MIT
 * test_grade_facts.c - answers of right words that say something else: taken
 * back, refuted, of the other thing, or with a detail that is wrong.
 */
#include "ai_support.h"

typedef struct fact {
	const char *question, *ideal, *right, *wrong;
} fact;

static int
grade(const fact *f, const char *answer)
{
	hire_grade g;
	ck_assert_ok(hire_engine_grade(ai_here.engine, f->question, f->ideal,
	    answer, ai_here.mem, &g, NULL));
	return g.tenths;
}

/* Right earns half or more, wrong at most `most`. */
static void
tell_apart(const fact *f, size_t n, int most)
{
	for (size_t i = 0; i < n; i++) {
		int right = grade(&f[i], f[i].right);
		int wrong = grade(&f[i], f[i].wrong);
		ck_assert_msg(right >= 50 && wrong <= most,
		    "%s: right %d, wrong %d (%s)", f[i].ideal, right, wrong,
		    f[i].wrong);
	}
}

#define TELL_APART(table, most)                                                \
	tell_apart(table, sizeof(table) / sizeof *(table), most)

#define FIRE                                                                   \
	"Because a fire in the building would destroy the originals and the "  \
	"backups together."
#define BURN                                                                   \
	"Cool it under running water for twenty minutes and cover it with a "  \
	"clean cloth."

START_TEST(what_is_taken_back_is_not_said)
{
	static const fact T[] = {
	    {"Why do we keep backups elsewhere?", FIRE,
	        FIRE " It would be wrong to keep them next door.",
	        FIRE " But all of this is wrong and you should do nothing."},
	    {"Why do we keep backups elsewhere?", FIRE,
	        "Some keep them in the next room. That is wrong. " FIRE,
	        FIRE " No, that is not true, forget what I said."},
	    {"How is a burn treated?", BURN,
	        BURN " This is true even of small burns.",
	        BURN " Everything above is nonsense."},
	    {"How is a burn treated?", BURN, BURN,
	        BURN " Actually, that's "
	             "false."},
	};
	TELL_APART(T, 10);
}
END_TEST

START_TEST(what_is_refuted_is_not_said)
{
	static const fact T[] = {
	    {"How is a burn treated?", BURN,
	        BURN " It is a mistake to use butter.",
	        "Running water is dangerous for it, and covering it with a "
	        "clean cloth is pointless."},
	    {"How is a deep cut treated?",
	        "Press on it, clean the wound and get stitches.",
	        "Press on the wound, clean it and have stitches made.",
	        "It is a mistake to press on it. Cleaning the wound is "
	        "harmful. Stitches are useless."},
	    {"How is dough made light?",
	        "Knead it well and let it rest in a warm place.",
	        "It is kneaded well and rests in a warm place.",
	        "It is wrong to knead it well, or let it rest in a warm "
	        "place."},
	};
	TELL_APART(T, 20);
}
END_TEST

START_TEST(what_is_said_of_the_other_is_wrong)
{
	static const fact T[] = {
	    {"How do processes and threads differ?",
	        "A process has its own memory space, while threads of one "
	        "process share memory.",
	        "Threads of a process share memory, while each process has a "
	        "memory space of its own.",
	        "A thread has its own memory space, while processes of one "
	        "thread share memory."},
	    {"Who eats what?", "Cats hunt mice, while mice eat grain.",
	        "Mice are hunted by cats and they live on grain.",
	        "Mice hunt cats, while cats eat grain."},
	    {"What does each tool do?",
	        "The compiler turns source code into machine code, while the "
	        "linker joins object files into a program.",
	        "Source is translated to machine code by the compiler; the "
	        "linker puts the object files together.",
	        "The linker turns source code into machine code, while the "
	        "compiler joins object files into a program."},
	    {"What causes tides?",
	        "The gravitational pull of the moon and the sun on the oceans.",
	        "The moon and the sun pull on the oceans by gravity.",
	        "The oceans' gravitational pull on the moon and the sun."},
	    {"What bends the shelf?", "The weight of the books on the board.",
	        "It is the weight of the books on the board.",
	        "The weight of the board on the books."},
	};
	TELL_APART(T, 30);
}
END_TEST

START_TEST(another_value_is_wrong)
{
	static const fact T[] = {
	    {"At what temperature does water boil?", "100 degrees Celsius",
	        "At 100 degrees.", "1000 degrees Celsius"},
	    {"At what temperature does water boil?", "100 degrees Celsius",
	        "100 degrees Celsius", "100 degrees Fahrenheit"},
	    {"What is the speed limit?", "50 kilometres per hour",
	        "50 km per hour", "50 miles per hour"},
	    {"What is the speed limit?", "50 kilometres per hour",
	        "fifty kilometres per hour", "30 kilometres per hour"},
	    {"How long may it be left?", "At most 30 minutes at 4 degrees.",
	        "No more than thirty minutes at 4 degrees.",
	        "At most 30 hours at 4 degrees."},
	    {"How long may it be left?", "At most 30 minutes at 4 degrees.",
	        "30 minutes at 4 degrees, never more.",
	        "At least 30 minutes at 4 degrees."},
	    {"What may one person sign?", "10,000 euros", "10000 euros",
	        "50,000 euros"},
	    {"How long is the board?", "2.5 metres", "2.5 metres",
	        "2.9 metres"},
	};
	TELL_APART(T, 30);
}
END_TEST

START_TEST(somebody_else_is_wrong)
{
	static const fact T[] = {
	    {"Who approves large orders?",
	        "The finance director approves orders above 10,000.",
	        "Orders over 10,000 are approved by the finance director.",
	        "The sales director approves orders above 10,000."},
	    {"Who approves large orders?",
	        "The finance director approves orders above 10,000.",
	        "The director of finance approves everything above 10,000.",
	        "The finance director approves orders below 10,000."},
	    {"Who reads the log?",
	        "The night shift supervisor reads the error log.",
	        "The error log is read by the supervisor of the night shift.",
	        "The day shift supervisor reads the error log."},
	    {"Who reads the log?",
	        "The night shift supervisor reads the error log.",
	        "The supervisor of the night shift reads the error log.",
	        "The night shift supervisor reads the access log."},
	};
	TELL_APART(T, 30);
}
END_TEST

START_TEST(the_other_choice_is_wrong)
{
	static const fact T[] = {
	    {"Which is faster for lookup by key, a hash table or a linked "
	     "list?",
	        "A hash table, because it has constant average time while a "
	        "list needs linear time.",
	        "Hash table: constant time on average.",
	        "A linked list, because it has constant average time while a "
	        "hash table needs linear time."},
	    {"Which runs first, the constructor of the base or of the derived "
	     "class?",
	        "The base class constructor runs before the derived class "
	        "constructor.",
	        "Base first, then derived.", "Derived first, then base."},
	    {"What dries sooner, oil paint or water paint?",
	        "Water paint, as the water is gone within the hour.",
	        "Water paint, its water is gone within an hour.",
	        "Oil paint, as the water is gone within the hour."},
	};
	TELL_APART(T, 5);
	/* The right one, for a reason in other words, is something. */
	ck_assert_int_ge(
	    grade(&T[2], "Water paint, since it simply evaporates."), 30);
	ck_assert_int_ge(grade(&T[0], "Compared with a linked list, a hash "
	                              "table has constant time on average."),
	    50);
}
END_TEST

START_TEST(words_said_to_be_each_other_say_nothing)
{
	static const fact T[] = {
	    {"How is a deep cut treated?",
	        "Apply direct pressure to stop bleeding, clean the wound, and "
	        "get stitches if it is deep.",
	        "The wound is cleaned, pressure stops the bleeding, and a deep "
	        "one gets stitches.",
	        "The direct pressure is the bleeding and the wound is the "
	        "stitches of the deep cut and it is clean."},
	    {"How is a wall built?",
	        "Lay bricks in mortar on a level footing and check each row "
	        "with a string.",
	        "Bricks are laid in mortar on a level footing, and a string "
	        "shows whether each row is straight.",
	        "The mortar is the footing and the bricks were the string of "
	        "the level row and it is laid."},
	};
	TELL_APART(T, 10);
}
END_TEST

START_TEST(a_thought_of_both_may_be_said_from_either_side)
{
	static const fact T[] = {
	    {"What is the difference between a process and a thread?",
	        "A process has its own memory, while threads of one process "
	        "share memory.",
	        "Threads live inside a process and share its memory; a process "
	        "has memory of its own.",
	        "A thread has its own memory, while processes of one thread "
	        "share memory."},
	};
	TELL_APART(T, 30);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("grade_facts");
	TCase *tc = tcase_create("grade_facts");
	tcase_add_checked_fixture(tc, ai_begin, ai_finish);
	tcase_add_test(tc, what_is_taken_back_is_not_said);
	tcase_add_test(tc, what_is_refuted_is_not_said);
	tcase_add_test(tc, what_is_said_of_the_other_is_wrong);
	tcase_add_test(tc, another_value_is_wrong);
	tcase_add_test(tc, somebody_else_is_wrong);
	tcase_add_test(tc, the_other_choice_is_wrong);
	tcase_add_test(tc, words_said_to_be_each_other_say_nothing);
	tcase_add_test(tc, a_thought_of_both_may_be_said_from_either_side);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
