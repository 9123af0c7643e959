/* SPDX-License-Identifier: MIT
 * tables.h - the word tables that the build makes from libhire/data.
 * Apart from the rules that use them, so that data stays out of code.
 */
#ifndef HIRE_RULES_TABLES_H
#define HIRE_RULES_TABLES_H

#include <hire/words.h>

#include <string.h>

typedef struct hire__entry {
	uint32_t hash;
	uint32_t key; /* where the key is in the table's `keys`; 0: empty */
	int32_t value;
	uint16_t len; /* of the key, in bytes */
	bool whole;   /* a key; else only the start of longer ones */
	bool more;    /* longer keys start with it */
} hire__entry;

/* An open-addressing table of `mask` + 1 slots.  The keys are offsets: const
 * data without pointers costs nothing when the library is loaded. */
typedef struct hire__table {
	const hire__entry *slots;
	const char *keys;
	uint32_t mask;
} hire__table;

enum hire__section {
	HIRE__SECTION_HEAD,
	HIRE__SECTION_SUMMARY,
	HIRE__SECTION_EXPERIENCE,
	HIRE__SECTION_EDUCATION,
	HIRE__SECTION_SKILLS,
	HIRE__SECTION_PROJECTS,
	HIRE__SECTION_CERTIFICATIONS,
	HIRE__SECTION_LANGUAGES,
	HIRE__SECTION_VOLUNTEER,
	HIRE__SECTION_AWARDS,
	HIRE__SECTION_PUBLICATIONS,
	HIRE__SECTION_INTERESTS,
	HIRE__SECTION_REFERENCES,
	HIRE__SECTION_PERSONAL
};

/* The part of a job text that a line stands in. */
enum hire__part {
	HIRE__PART_INTRO,
	HIRE__PART_MUST,
	HIRE__PART_NICE,
	HIRE__PART_DUTIES,
	HIRE__PART_SKIP
};

enum hire__cue {
	HIRE__CUE_TITLE = 1,
	HIRE__CUE_EMPLOYER = 2,
	HIRE__CUE_SCHOOL = 4,
	HIRE__CUE_PLACE = 8,
	HIRE__CUE_VERB = 16,
	HIRE__CUE_ADDRESS = 32
};

/* What stands behind a word and a colon: "Position: Engineer". */
enum hire__label {
	HIRE__LABEL_TITLE = 1,
	HIRE__LABEL_EMPLOYER,
	HIRE__LABEL_OTHER
};

enum hire__mark {
	HIRE__MARK_NICE = 1,
	HIRE__MARK_MUST = 2,
	HIRE__MARK_ASK = 4,
	HIRE__MARK_ANY = 8,
	HIRE__MARK_EQUIVALENT = 16
};

/* Words of an order to a reading machine: a phrase that gives itself away; a
 * verb, whom it is about and a mark; rules to be dropped; the machine's own
 * rules to be shown. */
enum hire__order {
	HIRE__ORDER_ALONE = 1,
	HIRE__ORDER_VERB = 2,
	HIRE__ORDER_TARGET = 4,
	HIRE__ORDER_MARK = 8,
	HIRE__ORDER_DROP = 16,
	HIRE__ORDER_RULES = 32,
	HIRE__ORDER_SHOW = 64,
	HIRE__ORDER_OWN = 128,
	HIRE__ORDER_LEAD = 256,  /* "please": goes with what follows it */
	HIRE__ORDER_MORE = 512,  /* tells nothing by itself */
	HIRE__ORDER_WHOLE = 1024 /* gives itself away, with all behind it */
};

/* Words of a sentence that is said to a machine. */
enum hire__address {
	HIRE__ADDRESS_AGENT = 1,   /* "AI", "ATS", "evaluator" */
	HIRE__ADDRESS_KIND = 2,    /* before it: "hiring", "screening" */
	HIRE__ADDRESS_CALL = 4,    /* "note", with "to" or "for" behind it */
	HIRE__ADDRESS_HAIL = 8,    /* "dear" */
	HIRE__ADDRESS_VERB = 16,   /* what it is to do: "treat" */
	HIRE__ADDRESS_WHOM = 32,   /* "this candidate" */
	HIRE__ADDRESS_STATE = 64,  /* what is to come of it: "met" */
	HIRE__ADDRESS_CLAIM = 128, /* behind "this candidate": "has" */
	HIRE__ADDRESS_SURE = 256, /* a machine or judge whatever stands by it */
	HIRE__ADDRESS_NOTE = 512  /* behind a machine: "AI note: ..." */
};

/* Words that take a skill back, by where they stand. */
enum hire__disclaim {
	HIRE__DISCLAIM_SCOPE = 1, /* all of the clause behind: "never used" */
	HIRE__DISCLAIM_WISH = 2,  /* the same, in resumes: "want to learn" */
	HIRE__DISCLAIM_JOB = 4,   /* the same, in jobs: "not looking for" */
	HIRE__DISCLAIM_LEARN = 8, /* a wish when a skill is next: "learning" */
	HIRE__DISCLAIM_DIRECT = 16,  /* only the skill next to it: "no" */
	HIRE__DISCLAIM_BEHIND = 32,  /* behind the skill: "not required" */
	HIRE__DISCLAIM_NOTE = 64,    /* alone behind it: "Go (learning)" */
	HIRE__DISCLAIM_HOPE = 128,   /* a wish of the candidate's: "eager to" */
	HIRE__DISCLAIM_HUNT = 256,   /* work that is sought: "seeking a role" */
	HIRE__DISCLAIM_OTHER = 512,  /* somebody else: "my colleagues" */
	HIRE__DISCLAIM_SENSE = 1024, /* with a source behind: "attended" */
	HIRE__DISCLAIM_SOURCE = 2048, /* "a talk" */
	HIRE__DISCLAIM_MENTION =
	    4096, /* of what is only heard of: "read about" */
	HIRE__DISCLAIM_LABEL = 8192,  /* before a colon: "Hobbies: Go" */
	HIRE__DISCLAIM_AFTER = 16384, /* next behind it: "is new to me" */
	HIRE__DISCLAIM_FAIL = 32768,  /* with a trial behind: "failed" */
	HIRE__DISCLAIM_TRIAL = 65536  /* "an exam" */
};

/* Beside the concerns of hire/words.h: the sentence protects, it asks not. */
enum { HIRE_CONCERN_DENY = -1 };

enum hire__pronoun { HIRE__PRONOUN_THEY = 1, HIRE__PRONOUN_PERSON = 2 };

enum hire__skill_flag {
	HIRE__SKILL_STRICT = 1, /* a skill only in skill context: C, R, Go */
	HIRE__SKILL_WORD = 2,   /* an everyday word unless capitalised */
	HIRE__SKILL_SOFT = 4,   /* a resume can claim but not show it */
	HIRE__SKILL_ROLE = 8,   /* a line of work, as titles name it */
	HIRE__SKILL_BROAD = 16, /* so wide that nearly everybody has it */
	HIRE__SKILL_OPEN = 32,  /* from the open taxonomies */
	HIRE__SKILL_FIELD = 64, /* so general that prose names it in passing */
	HIRE__SKILL_THING =
	    128 /* a trade, an animal or a thing as well: Chef */
};

/* The value of a skill's name: its row, and bits of the name itself. */
enum hire__skill_name {
	HIRE__NAME_ROW = 0xFFFF,
	HIRE__NAME_LOOSE = 1 << 16, /* hints at the skill: no name of it */
	HIRE__NAME_CAPS = 1 << 17   /* a name only in capitals: EDA */
};

/* A skill, or an own name of one: "EC2" is AWS in a match, but whoever writes
 * it is shown EC2. */
typedef struct hire__skill_row {
	const char *name;       /* canonical */
	const char *family;     /* siblings share it; "" for none */
	size_t family_id;       /* equal for siblings */
	const uint16_t *covers; /* rows that this one proves as well */
	size_t cover_count;
	int flags;     /* hire__skill_flag */
	uint16_t base; /* the row that it is in a match, most often itself */
} hire__skill_row;

extern const hire__table hire__sections, hire__job_sections, hire__cues,
    hire__labels, hire__degrees, hire__marks, hire__pronouns, hire__disclaimers,
    hire__plain_words, hire__fillers, hire__idle, hire__months, hire__orders,
    hire__addressed, hire__seasons, hire__open_ends, hire__boilerplate,
    hire__families, hire__lint, hire__births, hire__skill_names;
extern const hire__skill_row hire__skill_rows[];
/* How many there are, and how many of them, the first ones, are the project's
 * own: only those have siblings and cover others. */
extern const size_t hire__skill_rows_count, hire__skill_rows_own;

/* FNV-1a over `n` bytes, continuing `h`; start with HIRE__HASH. */
#define HIRE__HASH 2166136261u
static inline uint32_t
hire__hash(uint32_t h, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

/* Whether some key of `t` may have hash `h`: one look at a slot, most often. */
static inline bool
hire__lookup_hash(const hire__table *t, uint32_t h)
{
	uint32_t at = h & t->mask;
	while (t->slots[at].key && t->slots[at].hash != h)
		at = (at + 1) & t->mask;
	return t->slots[at].key != 0;
}

/* The entry of the `n` bytes at `s` with hash `h`, whole or the start of a
 * longer key, or NULL.  Here, as it is asked of every word by many rules. */
static inline const hire__entry *
hire__lookup_start(const hire__table *t, uint32_t h, const char *s, size_t n)
{
	for (uint32_t at = h & t->mask; t->slots[at].key;
	     at = (at + 1) & t->mask) {
		const hire__entry *e = &t->slots[at];
		if (e->hash == h && e->len == n &&
		    !memcmp(t->keys + e->key, s, n))
			return e;
	}
	return NULL;
}

/* The same for whole keys only. */
static inline const hire__entry *
hire__lookup(const hire__table *t, uint32_t h, const char *s, size_t n)
{
	const hire__entry *e = hire__lookup_start(t, h, s, n);
	return e && e->whole ? e : NULL;
}

/* The value of a NUL-terminated key, or `def`. */
int32_t
hire__lookup_text(const hire__table *t, const char *s, int32_t def);

#endif
