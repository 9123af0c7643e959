/* SPDX-License-Identifier: MIT
 * settings_help.c - the settings for people: --help and the manual page, from
 * the same tables that are read by.
 */
#include "roff.h"
#include "settings.h"

#include <stdio.h>

static const struct option {
	const char *name, *value, *help;
} options[] = {
    {"listen", "ADDRESS:PORT", "as HIRE_LISTEN"},
    {"data", "DIR", "as HIRE_DATA"},
    {"config", "FILE",
        "NAME=VALUE lines with the keys below; also HIRE_CONFIG"},
    {"check", NULL,
        "read the settings, try every backend, say what is wrong, and end"},
    {"openapi", NULL, "print the OpenAPI document as YAML"},
    {"help", NULL, "print this"},
    {"version", NULL, "print the version"},
};
enum { OPTIONS = sizeof options / sizeof *options };

static const char order[] =
    "The command line wins over the environment, the environment over the "
    "file.";

static const struct signal_row {
	const char *name, *help;
} signals[] = {
    {"SIGTERM, SIGINT",
        "Drain: /readyz says 503, live interviews are told to come back, "
        "requests in hand are finished, workers end after the message in "
        "hand.  It ends within HIRE_SERVER_DRAIN_SECONDS and what the last "
        "requests take.  A second one ends it at once"},
    {"SIGHUP", "Nothing is read again; a line of the log says so.  Logs go to "
               "standard error, there is no file to open anew"},
};

static const struct code {
	const char *name, *help;
} codes[] = {
    {"0", "ended as it was told to; with --check: all is well"},
    {"2", "the command line is wrong"},
    {"3", "a setting is wrong"},
    {"6", "a backend is out of reach"},
    {"1", "anything else"},
};

void
settings_help(void)
{
	settings_key k;
	char left[64];
	printf("usage: hire-server [OPTION...]\n"
	       "Serves the REST API and the live interviews.\n\n");
	for (size_t i = 0; i < OPTIONS; i++) {
		snprintf(left, sizeof left, "--%s%s%s", options[i].name,
		    options[i].value ? " " : "",
		    options[i].value ? options[i].value : "");
		printf("  %-26s %s\n", left, options[i].help);
	}
	printf("\nKeys of the file and the environment.  %s\n", order);
	for (size_t i = 0; settings_key_at(i, &k); i++) {
		printf("  %-26s %s", k.name, k.help);
		if (k.def && *k.def)
			printf(" (%s)", k.def);
		printf("\n");
	}
}

/* A term and what it is. */
static void
term(const char *name, const char *help, const char *def)
{
	fputs(".TP\n.B ", stdout);
	roff(stdout, name);
	fputc('\n', stdout);
	roff(stdout, help);
	if (def && *def) {
		fputs(" (default: ", stdout);
		roff(stdout, def);
		fputc(')', stdout);
	}
	fputs(".\n", stdout);
}

static void
man_options(void)
{
	fputs(".SH OPTIONS\n", stdout);
	for (size_t i = 0; i < OPTIONS; i++) {
		fputs(".TP\n.BR \\-\\-", stdout);
		roff(stdout, options[i].name);
		if (options[i].value)
			printf(" \" \\fI%s\\fR\"", options[i].value);
		fputc('\n', stdout);
		roff(stdout, options[i].help);
		fputs(".\n", stdout);
	}
}

void
settings_man(void)
{
	settings_key k;
	printf(
	    ".TH HIRE\\-SERVER 8 \"\" \"hire %s\" \"System Administration\"\n"
	    ".SH NAME\nhire\\-server \\- REST API and live interviews\n"
	    ".SH SYNOPSIS\n.B hire\\-server\n.RI [ OPTION... ]\n"
	    ".SH DESCRIPTION\nServes the REST API, the live interviews and, "
	    "unless told otherwise, does the background work.\n"
	    "TLS ends at a proxy in front of it.\n",
	    HIRE_VERSION);
	man_options();
	fputs(".SH ENVIRONMENT\nThe same keys stand in the file of\n"
	      ".BR \\-\\-config .\n",
	    stdout);
	roff(stdout, order);
	fputc('\n', stdout);
	for (size_t i = 0; settings_key_at(i, &k); i++)
		term(k.name, k.help, k.def);
	fputs(".SH SIGNALS\n", stdout);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		term(signals[i].name, signals[i].help, NULL);
	fputs(".SH EXIT STATUS\n", stdout);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		term(codes[i].name, codes[i].help, NULL);
	fputs(".SH SEE ALSO\n.BR hire\\-cli (1)\n", stdout);
}
