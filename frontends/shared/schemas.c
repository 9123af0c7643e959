/* SPDX-License-Identifier: MIT
 * schemas.c - schemas of the JSON that the library writes as a whole.
 * DESIGN.md section 12 fixes these shapes; records need none here.
 */
#include "schemas.h"

#include <stddef.h>
#include <string.h>

#define OBJECT(required, properties)                                           \
	"{\"type\":\"object\",\"additionalProperties\":false,"                 \
	"\"required\":[" required "],\"properties\":{" properties "}}"
#define LIST(items) "{\"type\":\"array\",\"items\":" items "}"
#define TEXT        "{\"type\":\"string\"}"
#define MAYBE       "{\"type\":[\"string\",\"null\"]}"
#define BOOL        "{\"type\":\"boolean\"}"
#define BETWEEN(low, high)                                                     \
	"{\"type\":\"integer\",\"minimum\":" low ",\"maximum\":" high "}"
#define MONTH                                                                  \
	"{\"type\":[\"string\",\"null\"],"                                     \
	"\"pattern\":\"^([0-9]{4}(-[0-9]{2})?|present)$\"}"

#define INT "{\"type\":\"integer\"}"
#define DEGREE                                                                 \
	"{\"enum\":[\"none\",\"associate\",\"bachelor\",\"master\","           \
	"\"doctorate\",null]}"
#define EMPLOYMENT                                                             \
	OBJECT("\"employer\",\"title\",\"start\",\"end\",\"line\"",            \
	    "\"employer\":" MAYBE ",\"title\":" MAYBE ",\"start\":" MONTH      \
	    ",\"end\":" MONTH ",\"line\":" INT)
#define EDUCATION                                                              \
	OBJECT("\"school\",\"degree\",\"level\",\"start\",\"end\",\"line\"",   \
	    "\"school\":" MAYBE ",\"degree\":" MAYBE ",\"level\":" DEGREE      \
	    ",\"start\":" MONTH ",\"end\":" MONTH ",\"line\":" INT)
#define IGNORED OBJECT("\"text\",\"why\"", "\"text\":" TEXT ",\"why\":" TEXT)
#define SKILL                                                                  \
	OBJECT("\"name\",\"evidence\",\"line\",\"listed\",\"used\","           \
	       "\"told\",\"hint\",\"months\",\"jobs\"",                        \
	    "\"name\":" TEXT ",\"evidence\":" MAYBE ",\"line\":" INT           \
	    ",\"listed\":" BOOL ",\"used\":" BOOL ",\"told\":" BOOL            \
	    ",\"hint\":" BOOL ",\"months\":" INT ",\"jobs\":" LIST(INT))

#define DETAILS                                                                  \
	"\"skills\":" LIST(TEXT) ",\"jobs\":" LIST(                              \
	    EMPLOYMENT) ",\"education\":" LIST(EDUCATION) ",\"ignored_"          \
	                                                  "text\":" LIST(        \
	                                                      IGNORED) ",\"sk"   \
	                                                               "ill_"    \
	                                                               "detai"   \
	                                                               "ls\""    \
	                                                               ":" LIST( \
	                                                                   SKILL)
#define FACTS                                                                  \
	OBJECT("\"name\",\"email\",\"phone\",\"title\","                       \
	       "\"years_experience\",\"months\",\"highest_degree\","           \
	       "\"skills\",\"jobs\",\"education\",\"ignored_text\","           \
	       "\"skill_details\",\"engine\"",                                 \
	    "\"name\":" MAYBE ",\"email\":" MAYBE ",\"phone\":" MAYBE          \
	    ",\"title\":" MAYBE                                                \
	    ",\"years_experience\":{\"type\":[\"number\",\"null\"]}"           \
	    ",\"months\":{\"type\":[\"integer\",\"null\"]}"                    \
	    ",\"highest_degree\":" DEGREE "," DETAILS ",\"engine\":" TEXT)

#define PART                                                                   \
	OBJECT("\"ask\",\"asked\",\"found\",\"have\",\"need\",\"percent\","    \
	       "\"credit\"",                                                   \
	    "\"ask\":{\"enum\":[\"skill\",\"years\",\"degree\"]}"              \
	    ",\"asked\":" TEXT ",\"found\":" MAYBE ",\"have\":" INT            \
	    ",\"need\":" INT                                                   \
	    ",\"percent\":" BETWEEN("0", "100") ",\"credit\":" TEXT)
#define VERDICT                                                                \
	OBJECT("\"text\",\"kind\",\"units\",\"weight\",\"state\","             \
	       "\"percent\",\"points\",\"parts\",\"evidence\",\"wanted\"",     \
	    "\"text\":" TEXT ",\"kind\":{\"enum\":[\"must\",\"nice\"]}"        \
	    ",\"units\":" INT ",\"weight\":" INT                               \
	    ",\"state\":{\"enum\":[\"met\",\"partly\",\"not_found\"]}"         \
	    ",\"percent\":" BETWEEN(                                           \
	        "0", "100") ",\"points\":" INT                                 \
	                    ",\"parts\":" LIST(PART) ",\"evidence\":" MAYBE    \
	                                             ",\"wanted\":" MAYBE)
#define MATCH                                                                  \
	OBJECT("\"score\",\"threshold\",\"eligible\",\"requirements\","        \
	       "\"engine\",\"formula\"",                                       \
	    "\"score\":" BETWEEN("0", "100") ",\"threshold\":" BETWEEN("0",    \
	        "100") ",\"eligible\":" BOOL                                   \
	               ",\"requirements\":" LIST(VERDICT) ",\"engine\":" TEXT  \
	                                                  ",\"formula\":" INT)

#define REMARKS                                                                \
	LIST(OBJECT("\"text\",\"quote\",\"seq\",\"question\"",                 \
	    "\"text\":" TEXT ",\"quote\":" MAYBE                               \
	    ",\"seq\":{\"type\":\"integer\"}"                                  \
	    ",\"question\":{\"type\":\"integer\"}"))

#define SCORECARD                                                              \
	OBJECT("\"scored\",\"role_fit\",\"levels\",\"strengths\","             \
	       "\"improvements\",\"reason\",\"engine\",\"formula\"",           \
	    "\"scored\":" BOOL                                                 \
	    ",\"role_fit\":{\"type\":[\"integer\",\"null\"],"                  \
	    "\"minimum\":0,\"maximum\":100,"                                   \
	    "\"description\":\"tenths: 75 is 7.5 of 10\"},\"levels\":" LIST(   \
	        OBJECT("\"question\",\"level\",\"weight\",\"quote\","          \
	               "\"seq\",\"reason\"",                                   \
	            "\"question\":{\"type\":\"integer\"},"                     \
	            "\"level\":{\"type\":[\"integer\",\"null\"],"              \
	            "\"minimum\":0,\"maximum\":4},"                            \
	            "\"weight\":" BETWEEN("1",                                 \
	                "100") ",\"quote\":" MAYBE                             \
	                       ",\"seq\":{\"type\":\"integer\"},"              \
	                       "\"reason\":" MAYBE)) ",\"strengths\":" REMARKS \
	                                             ",\"improvements\""       \
	                                             ":" REMARKS               \
	                                             ",\"reason\":" MAYBE      \
	                                             ",\"engine\":" MAYBE      \
	                                             ",\"formula\":{\"type\":" \
	                                             "\"integer\"}")

static const struct raw {
	const char *name, *text;
} raws[] = {
    {"facts", FACTS},
    {"match", MATCH},
    {"scorecard", SCORECARD},
};

const char *
raw_schema(const char *name)
{
	for (size_t i = 0; i < sizeof raws / sizeof *raws; i++)
		if (!strcmp(raws[i].name, name))
			return raws[i].text;
	return NULL;
}
