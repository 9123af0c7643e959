/* SPDX-License-Identifier: MIT
 * commands.c - the table of all commands, in the order of the help.
 */
#include "commands.h"

#define ROW(name) &cmd_##name,
static const cli_command *const commands[] = {CLI_COMMAND_MAP(ROW)};

const cli_command cli_root = {
    .name = "hire-cli",
    .summary = "AI-assisted hiring from the job to the scorecard",
    .details =
        "hire-cli is a thin program over libhire.  It works on a data folder "
        "(--data, or HIRE_DATA, or ./hire-data) with the embedded backends, "
        "or on the backends that the HIRE_ variables of the environment name; "
        "see hire-cli doctor.",
    CLI_SUBS(commands),
};
