/* SPDX-License-Identifier: MIT
 * hire/record.h - records described once: a C struct and one table of fields.
 * Columns, JSON, checks of input, schemas and exports all come from the table.
 */
#ifndef HIRE_RECORD_H
#define HIRE_RECORD_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** What a field holds, and the C type of its member. */
typedef enum hire_type {
	HIRE_TYPE_ID,   /**< const char *: an id, of this or another record */
	HIRE_TYPE_TEXT, /**< const char *: UTF-8, `min`..`max` bytes, without
	                     control characters except tabs and, where `max` is
	                     over 340, line ends and page breaks; up to there
	                     it is one line, without characters that end lines
	                     or turn their order (bidirectional overrides) */
	HIRE_TYPE_JSON, /**< const char *: JSON text, at most `max` bytes */
	HIRE_TYPE_INT,  /**< int64_t: `min`..`max` */
	HIRE_TYPE_TIME, /**< hire_time: 0 is "not set" */
	HIRE_TYPE_BOOL, /**< bool */
	HIRE_TYPE_ENUM  /**< an enumeration of hire/words.h */
} hire_type;

enum hire_flag {
	HIRE_REQUIRED = 1 << 0, /**< not NULL, not empty; of texts: something
	                             that can be seen */
	HIRE_UNIQUE = 1 << 1,   /**< no two rows share it; NULLs may repeat */
	HIRE_INDEXED = 1 << 2,
	HIRE_SECRET = 1 << 3, /**< never in JSON, logs or exports */
	HIRE_PERSONAL =
	    1 << 4, /**< about a person: what exports and erasure go by */
	HIRE_INPUT = 1 << 5,           /**< may be given when the row is made */
	HIRE_EDIT = 1 << 6,            /**< may be changed later */
	HIRE_SEARCHED = 1 << 7,        /**< part of the full text */
	HIRE_STAFF = 1 << 8,           /**< for recruiters and admins only */
	HIRE_NULL_BELOW_ZERO = 1 << 9, /**< an INT that is not known yet when
	                                  below 0: null in JSON */
	HIRE_BULKY = 1 << 11, /**< a long text that lists can do without */
	HIRE_FACET = 1 << 10 /**< searches are filtered by it: by what it is, by
	                         a line of a text, by a least number */
};

typedef struct hire_field {
	const char *name; /**< column, JSON key and option: lower_case */
	hire_type type;
	unsigned flags; /**< a set of hire_flag */
	size_t offset;  /**< of the member */
	int64_t min, max;
	int64_t def;             /**< value of a new row: INT, BOOL, ENUM */
	const hire_words *words; /**< of an ENUM */
	const char *help;        /**< meaning and unit, one line */
} hire_field;

/** An index over several fields, named in order: "job_id seq". */
typedef struct hire_index {
	const char *fields;
	bool unique;
} hire_index;

/** A kind of record. */
typedef struct hire_record {
	const char *name;   /**< table name, such as "job" */
	const char *prefix; /**< of its ids, such as "job" */
	size_t size;        /**< sizeof the C struct */
	const hire_field *fields;
	size_t count;
	const hire_index *indexes;
	size_t index_count;
} hire_record;

/** The members that every record begins with. */
#define HIRE_RECORD_HEAD                                                       \
	const char *id;       /**< prefix_ + 26 characters, time-ordered */    \
	int64_t version;      /**< 1 for a new row, +1 with each change */     \
	hire_time created_at; /**< microseconds UTC */                         \
	hire_time updated_at

typedef struct hire_record_head {
	HIRE_RECORD_HEAD;
} hire_record_head;

/** The field called `name`, or NULL. */
HIRE_API const hire_field *
hire_record_field(const hire_record *record, const char *name);

/** Zero `row` and set the defaults. */
HIRE_API void
hire_record_init(const hire_record *record, void *row);

/** Set one field from text: numbers in decimal, times in RFC 3339 or as a
 * date, booleans as true or false, enumerations by their word.  `need` is a
 * set of hire_flag that the field must have (HIRE_INPUT, HIRE_EDIT or 0).
 * The text is copied into `mem`.  EINVAL names the field and the limit. */
HIRE_API HIRE_CHECK hire_status
hire_record_set(const hire_record *record, void *row, const char *name,
    const char *text, unsigned need, hire_arena *mem, hire_error *err);

/** Set every field that a JSON object has, as hire_record_set(); what a JSON
 * field has is taken as it is. */
HIRE_API HIRE_CHECK hire_status
hire_record_from_json(const hire_record *record, void *row, const char *json,
    size_t n, unsigned need, hire_arena *mem, hire_error *err);

/** The same for an array of at most `max` objects: `*out` is an array of
 * `*count` structs in `mem`, each begun by hire_record_init() and checked by
 * hire_record_check().  ELIMIT when there are more. */
HIRE_API HIRE_CHECK hire_status
hire_records_from_json(const hire_record *record, const char *json, size_t n,
    unsigned need, size_t max, hire_arena *mem, void **out, size_t *count,
    hire_error *err);

/** A list of records that a JSON object carries beside fields of its own. */
typedef struct hire_json_list {
	const char *name; /**< of the member */
	const hire_record *record;
	size_t max;
	void *rows;   /**< out: structs in `mem`, NULL when it was not there */
	size_t count; /**< out */
} hire_json_list;

/** hire_record_from_json() for an object that may have `list` too, read as
 * hire_records_from_json() would. */
HIRE_API HIRE_CHECK hire_status
hire_record_list_from_json(const hire_record *record, void *row,
    hire_json_list *list, const char *json, size_t n, unsigned need,
    hire_arena *mem, hire_error *err);

/** One change of a field, as text (see hire_record_set()). */
typedef struct hire_change {
	const char *field, *text;
} hire_change;

/** The changes that a JSON object asks for, in `mem`: one for each of its
 * members, "" for null.  Fields must exist and have the flags of `need`;
 * values are checked where the changes are made. */
HIRE_API HIRE_CHECK hire_status
hire_changes_from_json(const hire_record *record, const char *json, size_t n,
    unsigned need, hire_arena *mem, hire_change **out, size_t *count,
    hire_error *err);

/** Check every field against its limits. */
HIRE_API HIRE_CHECK hire_status
hire_record_check(const hire_record *record, const void *row, hire_error *err);

/** `row` as a JSON object in `mem`, fields in the table's order, without
 * those that have a flag of `hide`; HIRE_SECRET is always hidden.  Times are
 * RFC 3339 text; unset ones, NULL texts and negative numbers of fields with
 * HIRE_NULL_BELOW_ZERO are null. */
HIRE_API HIRE_CHECK hire_status
hire_record_to_json(const hire_record *record, const void *row, unsigned hide,
    hire_arena *mem, const char **out, hire_error *err);

/** JSON schema (2020-12) of that object, in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_record_schema(const hire_record *record, unsigned hide, hire_arena *mem,
    const char **out, hire_error *err);

/** Copy `from` with all its texts in `mem` to `to`. */
HIRE_API HIRE_CHECK hire_status
hire_record_copy(const hire_record *record, const void *from, void *to,
    hire_arena *mem, hire_error *err);

/** All kinds of records that the platform stores; static. */
HIRE_API const hire_record *const *
hire_records(size_t *count);

HIRE_END_DECLS
#endif
