/* SPDX-License-Identifier: MIT
 * question_forms.c - the words of questions on work done.
 */
#include "question_forms.h"

const hire__form hire__forms[] = {
    {1, true, false,
        "This job asks for %s. Your resume says: \"%s\". What was the task, "
        "and what did you do yourself?",
        HIRE__TOLD},
    {1, false, false,
        "This job asks for %s. Tell me about a piece of work where you "
        "needed it: what was the task, and what did you do yourself?",
        HIRE__TOLD},
    {1, false, false,
        "This job asks for %s. Where have you done that kind of thing, for "
        "whom, and what was your own part in it?",
        HIRE__TOLD},
    {1, false, false,
        "On %s: take the latest piece of work in which it mattered. What was "
        "there when you began, and what when you were done?",
        HIRE__TOLD},
    {2, true, false,
        "On %s, your resume says: \"%s\". What did you decide there, and "
        "what would you do differently?",
        HIRE__LOOKED_BACK},
    {2, false, false,
        "Think of a decision you made that involved %s. Which options did "
        "you weigh, and why did you choose as you did?",
        HIRE__WEIGHED},
    {2, false, false,
        "On %s: how do you check that a piece of work is right before you "
        "call it done? Take one you remember.",
        HIRE__TOLD},
    {3, true, false,
        "On %s, back to your line \"%s\": what was the hardest problem in "
        "it, how did you find its cause, and how did you know that it was "
        "solved?",
        HIRE__WEIGHED},
    {3, false, false,
        "Tell me about something that went wrong where %s mattered. How did "
        "you find the cause, and what did you change so that it could not "
        "happen again?",
        HIRE__LOOKED_BACK},
    {3, false, false,
        "If you had to explain %s to a new colleague by one mistake that "
        "people make with it, which one would you take, and what does it "
        "cost?",
        HIRE__WEIGHED},
    {3, false, false,
        "Suppose the work that needs %s had to grow to ten times its size. "
        "What would break first, and what would you do about it?",
        HIRE__WEIGHED},
    {3, false, false,
        "Where would you advise against %s, and what would you take "
        "instead? Give an example from your work.",
        HIRE__WEIGHED},
    {1, false, true,
        "This job asks for %s. What did you learn there or in other training "
        "that you use most in your work? Tell me where you used it last.",
        HIRE__TOLD},
    {2, false, true,
        "On %s: which part of what you were taught turned out different in "
        "practice, and what did you do about it?",
        HIRE__LOOKED_BACK},
    {3, false, true,
        "On %s: take a problem at work that you solved from first principles "
        "rather than by experience. How did you go about it, and why so?",
        HIRE__WEIGHED},
    {0, false, false, NULL, 0}};

const char *const hire__aspect_forms[HIRE__DEPTHS] = {
    "On %s: how did you go about %s when you last did such work?",
    "On %s: what do you weigh up when it comes to %s? Take a case of "
    "your own.",
    "On %s: tell me about a time when %s went badly, and what you "
    "changed afterwards."};

const char *const hire__aspects[HIRE__ASPECTS] = {"planning the work",
    "estimating the effort", "testing the result", "having the work reviewed",
    "writing things down", "handing the work over", "keeping within the budget",
    "keeping a deadline", "choosing tools", "learning what you lacked",
    "working with other teams", "splitting the work into steps",
    "finding the cause of a fault", "measuring success", "keeping data safe",
    "changing something in use", "simplifying what had grown",
    "agreeing on what is wanted"};
