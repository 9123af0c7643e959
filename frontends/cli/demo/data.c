/* SPDX-License-Identifier: MIT
 * data.c - the demo's job, answers and candidates.
 */
#include "demo.h"

#include <string.h>

const char demo_title[] = "Backend Engineer, Payments";

const char demo_details[] =
    "We build the services that move money between shops and banks.  You will "
    "own two of them: the ledger and the interface for partners.\n\n"
    "You work from anywhere, four days a week if you like, in a team of six.  "
    "The interview with the team follows this one.";

const char demo_requirements[] = "must: 3 years of Python\n"
                                 "must: PostgreSQL\n"
                                 "must: REST APIs\n"
                                 "must: Linux\n"
                                 "must: Git\n"
                                 "nice: Docker\n"
                                 "nice: Redis\n";

const hire_own_question demo_questions[] = {
    {"A partner was charged twice for one payment.  How do you find out why, "
     "and how do you make sure that it cannot happen again?",
        "Look up both requests by their ids in the logs and the ledger.  Most "
        "likely a client sent the request again after a timeout.  Give each "
        "payment an idempotency key with a unique constraint in the database, "
        "so that the second request returns the first result.  Refund the "
        "partner and add a test that sends the same request twice."},
    {"Tell us about a change of yours that made a service simpler.",
        "What was complicated before and whom it hurt.  What was taken out, "
        "and how it was done in small steps with tests.  What came of it: "
        "less code, fewer faults, faster releases."},
};
const size_t demo_question_count = COUNT(demo_questions);

static const demo_answer answers[] = {
    {"charged twice",
        "I would look up both requests by their ids in our logs and in the "
        "ledger and compare the times.  Usually the client ran into a timeout "
        "and sent the request again.  So every payment gets an idempotency "
        "key with a unique constraint in PostgreSQL: the second request "
        "returns the first result.  I would refund the partner the same day "
        "and add a test that sends the same request twice."},
    {"made a service simpler",
        "Our route planner had three caches that disagreed, and on-call "
        "people restarted it every week.  I measured that two of the caches "
        "were never hit, took them out in five small steps, each with tests, "
        "and kept one with a clear expiry.  We removed 4,000 lines, the "
        "restarts stopped, and releases went from monthly to weekly."},
    {"list and a tuple",
        "A tuple cannot be changed, so it is hashable and can be a dict key.  "
        "A list is mutable and fits data that I append to and read by index.  "
        "A generator yields values one at a time, on demand, so I use it for "
        "large exports: it keeps memory flat."},
    {"Python job is too slow",
        "First I profile it with cProfile or py-spy, because guesses are "
        "usually wrong.  Then I look at the algorithm: last time a list "
        "search inside a loop became a set lookup and the job ran nine times "
        "faster.  Only after that I try numpy or multiprocessing."},
    {"safe to change",
        "Type hints checked by mypy on every commit, a pytest suite in "
        "continuous integration, and module boundaries that a linter "
        "enforces.  Dependencies are pinned in a lock file."},
    {"index in PostgreSQL",
        "It lets a lookup avoid a sequential scan of the whole table.  It "
        "costs disk space, and every insert and update has to maintain it, so "
        "writes get slower.  I check the column order against the real "
        "filters and look at the plan before I keep it."},
    {"VACUUM",
        "Updates leave dead tuples behind because of MVCC, and VACUUM frees "
        "them.  When it does not keep up, tables bloat and queries slow down; "
        "in the worst case transaction ids run towards wraparound."},
    {"hundred million rows",
        "I did this with 90 million rows: added the column without a default, "
        "filled it in batches of ten thousand, built the index with CREATE "
        "INDEX CONCURRENTLY and set a lock timeout, so that no statement "
        "could block the service."},
    {"safe to repeat",
        "GET, PUT and DELETE are idempotent, POST is not: sent twice it may "
        "create two payments.  It matters because networks fail and clients "
        "retry after a timeout; we solved it with idempotency keys."},
    {"API that others depend on",
        "I only add optional fields and never rename or remove one.  A "
        "breaking change gets a new version in the path.  We announce it, "
        "mark the old version deprecated, measure its usage by partner and "
        "switch it off when nobody calls it."},
    {"millions of rows in pages",
        "With a cursor instead of an offset: the token holds the last value "
        "of a stable order with a unique key as tie breaker.  The page size "
        "has a maximum."},
    {"Linux server is slow",
        "I look at CPU, memory, disk and network in turn: top for load, "
        "vmstat and iostat for waiting on disk, then journalctl for the "
        "service's own log."},
    {"disk on a Linux server",
        "Often a deleted log file is still open; lsof shows it, and a restart "
        "of that process frees the space.  Or the inodes are used up, which "
        "df -i shows."},
    {"start at boot",
        "A systemd unit with Restart=on-failure, its own user without rights "
        "and limits on memory.  I watch it through the journal and a status "
        "check."},
    {"merging and rebasing",
        "A merge commit keeps both histories, a rebase writes new commits and "
        "gives a linear history.  I rebase my own branch before review and "
        "never a shared branch that others have pulled."},
    {"secret was committed",
        "First rotate the secret, because it counts as known.  Then rewrite "
        "history with filter-repo and force push after telling the team.  A "
        "pre-commit hook that scans for secrets prevents the next one."},
    {"three hundred commits",
        "git bisect: a binary search that halves the range each time.  I give "
        "it a script that exits with 0 or 1, so it runs by itself."},
    {"image and a container",
        "An image is a read only template made of layers; a container is a "
        "running instance of it, a process.  What it writes is lost with it "
        "unless it is on a volume."},
    {"Docker image small",
        "A multi stage build on a slim base, dependencies first so that the "
        "layer cache helps, and a user that is not root.  That took ours from "
        "1.2 GB to 180 MB."},
    {"keeps being killed",
        "Exit code 137 says the memory limit was hit.  I read the logs and "
        "inspect the events, then compare configuration and architecture "
        "with my machine."},
    {"use Redis for",
        "I have used it as a cache with a TTL.  I would not keep anything "
        "there that must not be lost, because it lives in memory."},
    {"hot key expires",
        "I have not met this in practice.  I would let one caller take a lock "
        "and rebuild the value while the others wait."},
    {"what did you do yourself",
        "I owned the payment service.  The task was to take 400 requests a "
        "second with one database.  I measured the slow queries, moved the "
        "ledger to append-only tables and wrote the load tests myself; the "
        "slowest percentile fell from 900 to 120 milliseconds."},
};

static const char otherwise[] =
    "I have not done this often enough to give a full answer.  I would read "
    "up on it, try it on a small example and ask a colleague who has.";

const char *
demo_answer_to(const char *question)
{
	for (size_t i = 0; i < COUNT(answers); i++)
		if (strstr(question, answers[i].about))
			return answers[i].text;
	return otherwise;
}

static const char *const manner_names[] = {
    "full", "half", "brief", "skips", "leaves"};
const hire_words demo_manner_words = {
    "demo_manner", manner_names, COUNT(manner_names)};

#define WORK                                                                   \
	"- Built REST APIs in Python on Linux servers\n"                       \
	"- Tuned PostgreSQL queries and indexes\n"                             \
	"- Worked with Git and code reviews every day\n"
#define SKILLS "Python, PostgreSQL, REST APIs, Linux, Git"

const demo_person demo_people[] = {
    {DEMO_FULL, 2017, "Backend Engineer",
        WORK "- Packed services with Docker\n", SKILLS ", Docker, Redis"},
    {DEMO_HALF, 2018, "Backend Developer", WORK, SKILLS},
    {DEMO_LEAVE, 2015, "Backend Engineer", WORK, SKILLS},
    {DEMO_BRIEF, 2019, "Software Engineer", WORK, SKILLS},
    {DEMO_SKIP, 2016, "Backend Engineer", WORK, SKILLS ", Docker"},
    {DEMO_FULL, 2025, "Junior Developer",
        "- Wrote Python scripts on Linux\n- Kept code in Git\n",
        "Python, Linux, Git"},
    {DEMO_HALF, 2014, "Platform Engineer", WORK "- Ran Redis for caching\n",
        SKILLS ", Redis"},
    {DEMO_FULL, 2020, "Python Developer", WORK, SKILLS ", pytest"},
    {DEMO_BRIEF, 2012, "Backend Engineer", WORK, SKILLS ", Docker"},
};
const size_t demo_people_count = COUNT(demo_people);
