/* SPDX-License-Identifier: MIT
 * question_forms.c - the words of questions on work done.
 */
#include "question_forms.h"

#include <stddef.h>

#define LINE    HIRE__GROUND_LINE
#define CLAIM   HIRE__GROUND_CLAIM
#define NEW     HIRE__GROUND_NEW
#define WORDING HIRE__GROUND_TEXT
#define STUDIES HIRE__GROUND_STUDIES

const hire__form hire__forms[HIRE__FORMS] = {
    {1, LINE,
        "Your resume says: \"{line}\". This job needs {name}. What was the "
        "task there, and what did you do yourself?",
        HIRE__TOLD},
    {1, LINE,
        "You write: \"{line}\". How did {name} come into it, and which part "
        "of it was yours?",
        HIRE__TOLD},
    {1, LINE,
        "One line of your resume reads: \"{line}\". Thinking of {name}: what "
        "was there when you began, and what when you were done?",
        HIRE__TOLD},
    {2, LINE,
        "On {name}, your resume says: \"{line}\". What did you decide there, "
        "and what would you do differently?",
        HIRE__LOOKED_BACK},
    {2, LINE,
        "You write: \"{line}\". With {name} in mind: how did you know that "
        "it worked, and how would you find out sooner today?",
        HIRE__LOOKED_BACK},
    {3, LINE,
        "Back to {name} and to your line \"{line}\": what was the hardest "
        "problem in it, how did you find its cause, and how did you know "
        "that it was solved?",
        HIRE__WEIGHED},
    {3, LINE,
        "Your resume says: \"{line}\". Had the work with {name} there grown "
        "to ten times its size, what would have broken first, and why?",
        HIRE__WEIGHED},

    {1, CLAIM,
        "This job needs {name}. Take the last piece of work in which it "
        "mattered: what was the task, and what did you do yourself?",
        HIRE__TOLD},
    {1, CLAIM,
        "Which piece of work taught you most about {name}? Describe what was "
        "there when you began and what when you were done.",
        HIRE__TOLD},
    {1, CLAIM,
        "How large a part did {name} play in your last job? Pick one task "
        "and go through what you did.",
        HIRE__TOLD},
    {1, CLAIM,
        "Where have you needed {name}, for whom, and what was your own part "
        "in it?",
        HIRE__TOLD},
    {2, CLAIM,
        "Think of a decision of yours that involved {name}. Which options "
        "did you weigh, and why did you choose as you did?",
        HIRE__WEIGHED},
    {2, CLAIM,
        "When work involves {name}, how do you check that it is right before "
        "you call it done? Take one case you remember.",
        HIRE__TOLD},
    {2, CLAIM,
        "A colleague shows you a first piece of work that involves {name}. "
        "What do you look at first, and which mistake have you found that "
        "way?",
        HIRE__TOLD},
    {2, CLAIM,
        "How has the way you deal with {name} changed over the years, and "
        "what made you change it?",
        HIRE__LOOKED_BACK},
    {3, CLAIM,
        "What was the hardest problem you have met that had to do with "
        "{name}? How did you find its cause, and how did you know that it "
        "was solved?",
        HIRE__WEIGHED},
    {3, CLAIM,
        "Something went wrong where {name} mattered: which case comes to "
        "mind, how did you find the cause, and what did you change so that "
        "it could not happen again?",
        HIRE__LOOKED_BACK},
    {3, CLAIM,
        "Which mistake do people make most often when it comes to {name}, "
        "what does it cost, and where have you seen it?",
        HIRE__WEIGHED},
    {3, CLAIM,
        "Suppose you had ten times as much work involving {name}. What would "
        "break first, and what would you do about it?",
        HIRE__WEIGHED},
    {3, CLAIM,
        "In which situation is {name} not the answer, and what did you do "
        "instead when you met one?",
        HIRE__WEIGHED},

    {1, NEW,
        "This job needs {name}. What do you know of it, and what have you "
        "done that comes closest?",
        HIRE__THOUGHT},
    {1, NEW,
        "Suppose {name} were new to you. How would you get to a first useful "
        "result within a month, and why that way?",
        HIRE__THOUGHT},
    {1, NEW,
        "How would you explain to somebody from another trade what {name} is "
        "good for? Take an example.",
        HIRE__THOUGHT},
    {2, NEW,
        "Suppose your first task here involves {name}. How would you go "
        "about it, and which mistakes would you watch for?",
        HIRE__THOUGHT},
    {2, NEW,
        "Which of the things you have done before would help you most with "
        "{name}, and why?",
        HIRE__THOUGHT},
    {2, NEW,
        "You have to estimate a piece of work that involves {name}. What "
        "would you ask before you name a figure, and why?",
        HIRE__THOUGHT},
    {3, NEW,
        "How would you judge whether work involving {name} was done well if "
        "others did it for you?",
        HIRE__THOUGHT},
    {3, NEW,
        "A plan that rests on {name} is in danger of failing. Where would "
        "you look first, and why there?",
        HIRE__THOUGHT},
    {3, NEW,
        "When would you advise against {name}, and what would you weigh "
        "before you did?",
        HIRE__THOUGHT},

    {1, WORDING,
        "The job text says: {name}. Take a piece of work of yours that shows "
        "this: what was the task, and what did you do yourself?",
        HIRE__TOLD},
    {1, WORDING,
        "One point of the job text is {name}. Where did you last do "
        "something of the kind, and what was your own part in it?",
        HIRE__TOLD},
    {1, WORDING,
        "Among the requirements stands {name}. Which part of your work comes "
        "closest, and what did you do there, step by step?",
        HIRE__TOLD},
    {2, WORDING,
        "Take the point {name} of the job text. Which decision in such work "
        "was yours, what did you weigh, and why did you choose as you did?",
        HIRE__WEIGHED},
    {2, WORDING,
        "The job asks for this: {name}. How do you make sure that such work "
        "is right before you call it done? Take one case you remember.",
        HIRE__TOLD},
    {2, WORDING,
        "On the requirement {name}: what have you changed about the way you "
        "do this, and what made you change it?",
        HIRE__LOOKED_BACK},
    {3, WORDING,
        "Thinking of {name}: tell me about something of that kind that went "
        "wrong. How did you find the cause, and what did you change so that "
        "it could not happen again?",
        HIRE__LOOKED_BACK},
    {3, WORDING,
        "The job text also has {name}. What was the hardest case of it that "
        "you have met, how did you go about it, and how did it end?",
        HIRE__WEIGHED},
    {3, WORDING,
        "Suppose there were ten times as much of this to do: {name}. What "
        "would break first, and what would you do about it?",
        HIRE__WEIGHED},

    {1, STUDIES,
        "The job asks for {name}. What did you learn there or in other "
        "training that you use most in your work? Where did you use it last?",
        HIRE__TOLD},
    {1, STUDIES,
        "On {name}: which piece of work from your training are you still "
        "content with, and what did you do in it?",
        HIRE__TOLD},
    {2, STUDIES,
        "On {name}: which part of what you were taught turned out different "
        "in practice, and what did you do about it?",
        HIRE__LOOKED_BACK},
    {2, STUDIES,
        "Thinking of {name}: what did you have to learn later by yourself, "
        "and how did you go about it?",
        HIRE__LOOKED_BACK},
    {3, STUDIES,
        "On {name}: take a problem at work that you solved from first "
        "principles rather than by experience. How did you go about it, and "
        "why so?",
        HIRE__WEIGHED},
    {3, STUDIES,
        "Where did what {name} stands for stop to be enough, and what did "
        "you do then?",
        HIRE__WEIGHED},
};

const char *const hire__leads[HIRE__GROUNDS][HIRE__LEADS] = {
    [LINE] = {"Your resume says: \"{line}\". That leads to {name}. ",
        "You write: \"{line}\". Let us stay with {name}. ",
        "From your resume: \"{line}\". A question on {name} in that light. ",
        "I read in your resume: \"{line}\". My question is on {name}. ", NULL},
    [HIRE__GROUND_LISTED] = {"You list {name} in your resume. ",
        "Your resume names {name}. ", "Among your skills you name {name}. ",
        "I see {name} in your resume. ", NULL},
    [CLAIM] = {"Let us turn to {name}. ", "The job needs {name}. ",
        "A question on {name}. ", "Now to {name}. ", NULL},
    [NEW] = {"The job needs {name}. ", "The role calls for {name}. ",
        "A question of principle on {name}. ", "Let us come to {name}. ", NULL},
    [WORDING] = {"The job text says: {name}. ", NULL},
    [STUDIES] = {"The job asks for {name}. ", NULL},
};

const char *const hire__aspect_forms[HIRE__DEPTHS] = {
    "On {name}: how did you go about {line} when you last did such work?",
    "On {name}: what do you weigh up when it comes to {line}? Take a case of "
    "your own.",
    "On {name}: tell me about a time when {line} went badly, and what you "
    "changed afterwards."};

const char *const hire__aspects[HIRE__ASPECTS] = {"planning the work",
    "estimating the effort", "testing the result", "having the work reviewed",
    "writing things down", "handing the work over", "keeping within the budget",
    "keeping a deadline", "choosing tools", "learning what you lacked",
    "working with other teams", "splitting the work into steps",
    "finding the cause of a fault", "measuring success", "keeping data safe",
    "changing something in use", "simplifying what had grown",
    "agreeing on what is wanted"};
