/* SPDX-License-Identifier: MIT
 * test_claims.c - what is said of a skill: had, taken back, wished for, read
 * about or left to others.
 */
#include "reading.h"

/* A line of a resume, and whether it shows the skill. */
static const struct {
	const char *line, *skill;
	bool shown;
} claims[] = {
    /* Taken back, or not. */
    {"I want to learn Python", "Python", false},
    {"I would like to learn Python and Go", "Python", false},
    {"Eager to learn Docker, Kubernetes and Terraform", "Terraform", false},
    {"I have no experience with Python", "Python", false},
    {"No experience with Java, Python or PHP", "PHP", false},
    {"I have never used PostgreSQL", "PostgreSQL", false},
    {"Not familiar with Kubernetes", "Kubernetes", false},
    {"Without knowledge of Docker", "Docker", false},
    {"I don't know Java", "Java", false},
    {"Haven't worked with Terraform yet", "Terraform", false},
    {"Currently learning Kubernetes", "Kubernetes", false},
    {"Learning Python and PHP", "PHP", false},
    {"Currently learning: Python, PHP", "PHP", false},
    {"Interested in Docker", "Docker", false},
    {"Aspiring Java developer", "Java", false},
    {"I am not a Java developer", "Java", false},
    {"No Java", "Java", false},
    {"Python (no experience), Java", "Python", false},
    {"Python (no experience), Java", "Java", true},
    {"Python (learning), Java", "Python", false},
    {"Python: none", "Python", false},
    {"PostgreSQL - never used", "PostgreSQL", false},
    {"I have no experience with Python, but know Java well", "Java", true},
    {"Never used Java; Python daily", "Python", true},
    {"Never used Java, built services in Python", "Python", true},
    {"I never used Java and I built services in Python", "Python", true},
    {"Not only Python but also PHP", "Python", true},
    {"Not only Python but also PHP", "PHP", true},
    {"Three years with no downtime with PostgreSQL", "PostgreSQL", true},
    {"PostgreSQL - no downtime in five years", "PostgreSQL", true},
    {"Reduced deployments to seconds without Docker restarts", "Docker", true},
    {"Never missed a deadline with Python", "Python", true},
    {"Machine learning with Python", "Python", true},
    {"Machine Learning Python", "Python", true},
    {"Taught teams that had not seen it how to use Docker", "Docker", true},
    {"Solved a lack of monitoring with Prometheus", "Prometheus", true},
    {"Without downtime, moved PostgreSQL to Kubernetes", "Kubernetes", true},
    {"No code went live without tests in Python", "Python", true},
    {"Python (ten years, interested in data)", "Python", true},
    {"Did not stop at Java. Used Python.", "Python", true},
    /* Wished for, planned, read about, done by others. */
    {"I would love to use Docker, Kafka and Kubernetes one day", "Docker",
        false},
    {"I'd love to use PostgreSQL at work", "PostgreSQL", false},
    {"I am looking for a job where I can use Python", "Python", false},
    {"Looking for a role in which I will use Kafka", "Kafka", false},
    {"Seeking a position to work with Docker", "Docker", false},
    {"I want to work in PostgreSQL", "PostgreSQL", false},
    {"Hoping to work with Python soon", "Python", false},
    {"Hope to move to Kafka", "Kafka", false},
    {"My colleagues used Docker", "Docker", false},
    {"My colleague wrote the services in PostgreSQL", "PostgreSQL", false},
    {"The other team ran Python in production", "Python", false},
    {"Another team maintained Kafka", "Kafka", false},
    {"While other teams used Docker, we stayed on PHP", "Docker", false},
    {"PostgreSQL was run by another team", "PostgreSQL", false},
    {"The Python cluster was managed by a contractor", "Python", false},
    {"Reading a book about Kafka", "Kafka", false},
    {"Currently reading a book about Docker", "Docker", false},
    {"I read about PostgreSQL", "PostgreSQL", false},
    {"Read several articles on Python", "Python", false},
    {"Attended a talk on Kafka", "Kafka", false},
    {"Attended an online webinar about Docker", "Docker", false},
    {"Watched videos about PostgreSQL", "PostgreSQL", false},
    {"Went to a meetup on Python", "Python", false},
    {"Planning to get Kafka certified", "Kafka", false},
    {"Planning to learn Docker next year", "Docker", false},
    {"I plan to study PostgreSQL", "PostgreSQL", false},
    {"Python (0 years)", "Python", false},
    {"Kafka - 0 years", "Kafka", false},
    {"Docker: none", "Docker", false},
    {"PostgreSQL: no", "PostgreSQL", false},
    {"Python (none)", "Python", false},
    {"Kafka - no experience yet", "Kafka", false},
    {"Docker (planned)", "Docker", false},
    {"PostgreSQL (want to learn)", "PostgreSQL", false},
    {"0 years of Python", "Python", false},
    {"Zero years of Kafka", "Kafka", false},
    {"Hobbies: Docker", "Docker", false},
    {"Hobbies: chess, PostgreSQL, hiking", "PostgreSQL", false},
    {"Interests: Python, Haskell", "Python", false},
    {"Interested in Kafka", "Kafka", false},
    {"I am very interested in Docker", "Docker", false},
    {"Strong interest in PostgreSQL", "PostgreSQL", false},
    {"No experience with Python", "Python", false},
    {"No hands-on Kafka", "Kafka", false},
    {"Docker is new to me", "Docker", false},
    {"PostgreSQL is on my list", "PostgreSQL", false},
    {"Python is something I want to learn", "Python", false},
    {"Curious about Kafka and Haskell", "Kafka", false},
    {"Engineer eager to learn Docker", "Docker", false},
    {"A graduate looking to use PostgreSQL", "PostgreSQL", false},
    {"Heard of Python", "Python", false},
    {"Somebody else did the Kafka part", "Kafka", false},
    {"Aspiring Docker developer", "Docker", false},
    {"Goals: PostgreSQL", "PostgreSQL", false},
    {"To learn: Python", "Python", false},
    {"I hope to use Kafka in my next job", "Kafka", false},
    {"Dreaming of a Docker job", "Docker", false},
    {"I know nothing about Kafka, Python and Docker", "Docker", false},
    {"I failed the exam in Python", "Python", false},
    {"Dropped out of a Docker course", "Docker", false},
    {"The shop sold books about Kafka and Docker", "Docker", false},
    {"I applied for a job that wanted Python and Kafka", "Kafka", false},
    {"I watch videos about PostgreSQL", "PostgreSQL", false},
    {"Beginner in Docker and Kafka", "Kafka", false},
    {"Kafka: 0", "Kafka", false},
    {"PostgreSQL and Docker are not my field", "PostgreSQL", false},
    {"Python is not my strength", "Python", false},
    {"No Python, no Kafka and no Docker so far", "Python", false},
    {"No Python, no Kafka and no Docker so far", "Docker", false},
    {"No Python, Kafka or Docker skills", "Kafka", false},
    {"I did not use PostgreSQL here", "PostgreSQL", false},
    {"The team chose not to use Kafka", "Kafka", false},
    {"Neither Python nor Docker", "Docker", false},
    {"Unable to use Docker", "Docker", false},
    {"My brother writes services and uses Kafka", "Kafka", false},
    {"Useless with Python and Docker", "Docker", false},
    {"Missing: Kafka, Docker", "Docker", false},
    /* The same words around what somebody did. */
    {"Fixed failed Docker builds in Kafka tests", "Docker", true},
    {"No outages, no Docker restarts in a year", "Docker", true},
    {"No manager was needed: ran Kafka alone", "Kafka", true},
    {"Sold a Python library to banks", "Python", true},
    {"Wrote and sold books about PostgreSQL", "PostgreSQL", true},
    {"Taught beginners Python", "Python", true},
    {"Passed the exam in Kafka after a failed start", "Kafka", true},
    {"Applied Docker in all projects", "Docker", true},
    {"No Java but three years of Python", "Python", true},
    {"Follow test-driven design in Python", "Python", true},
    {"Nothing but Kafka for five years", "Kafka", true},
    {"Wanted to learn Docker, then rewrote the billing in Docker", "Docker",
        true},
    {"I wanted to use PostgreSQL, so I built the billing in PostgreSQL",
        "PostgreSQL", true},
    {"Keen user of Python", "Python", true},
    {"Interested customers bought our Kafka add-on", "Kafka", true},
    {"Advised customers interested in Docker", "Docker", true},
    {"Trained engineers who want to use PostgreSQL", "PostgreSQL", true},
    {"Helped clients planning to move to Python", "Python", true},
    {"Led colleagues who used Kafka", "Kafka", true},
    {"Taught my colleagues Docker", "Docker", true},
    {"My colleagues and I built the shop in PostgreSQL", "PostgreSQL", true},
    {"Other teams used the Python library that I built", "Python", true},
    {"Built a Kafka library used by other teams", "Kafka", true},
    {"Worked with other teams on Docker", "Docker", true},
    {"Helped other teams adopt PostgreSQL", "PostgreSQL", true},
    {"Gave a talk on Python", "Python", true},
    {"Wrote a book about Kafka", "Kafka", true},
    {"Wrote several articles on Docker", "Docker", true},
    {"Author of a book on PostgreSQL", "PostgreSQL", true},
    {"Organised meetups on Python", "Python", true},
    {"Attended to tickets about Kafka", "Kafka", true},
    {"Reading data from Kafka with Docker", "Docker", true},
    {"Read replicas in PostgreSQL", "PostgreSQL", true},
    {"Wrote a plan to move the shop to Python", "Python", true},
    {"Planning and building services in Kafka", "Kafka", true},
    {"Planned the move to Docker", "Docker", true},
    {"Looking after PostgreSQL servers", "PostgreSQL", true},
    {"Looking to use my Python skills at scale", "Python", true},
    {"I would like to continue with Kafka", "Kafka", true},
    {"Seeking a role where I can apply my Docker knowledge", "Docker", true},
    {"I want to deepen my PostgreSQL knowledge", "PostgreSQL", true},
    {"Python (5 years)", "Python", true},
    {"Kafka (10 years)", "Kafka", true},
    {"Docker - 1.0 years", "Docker", true},
    {"PostgreSQL: 3 years", "PostgreSQL", true},
    {"10 years of Python", "Python", true},
    {"1.0 years of Kafka", "Kafka", true},
    {"Docker: no downtime in five years", "Docker", true},
    {"PostgreSQL (daily)", "PostgreSQL", true},
    {"Python, learning platforms", "Python", true},
    {"Led a migration aiming to move Oracle to Kafka", "Kafka", true},
    {"Able to work with Docker", "Docker", true},
    {"Ready to deploy PostgreSQL services", "PostgreSQL", true},
    {"Job scheduling in Python", "Python", true},
    {"Recruited a team and built services in Kafka", "Kafka", true},
    {"Open source projects: Docker", "Docker", true},
    {"Hobby projects in PostgreSQL", "PostgreSQL", true},
    {"Hobby project: a game in Python", "Python", true},
    {"Attended a Kafka course and passed the exam", "Kafka", true},
    {"Completed a course on Docker", "Docker", true},
    {"Presented PostgreSQL at a conference", "PostgreSQL", true},
    {"Others relied on my Python services", "Python", true},
    {"Read logs, watched dashboards and fixed Kafka services", "Kafka", true},
    {"Video streaming in Docker", "Docker", true},
    {"Owned the PostgreSQL services of the shop", "PostgreSQL", true},
    {"I enjoy Python", "Python", true},
    {"Passionate about Kafka", "Kafka", true},
    {"Served customers who hope to use Docker", "Docker", true},
    {"Used PostgreSQL after reading about it", "PostgreSQL", true},
    {"Read a book about Haskell, built services in Python", "Python", true},
    {"Interested in Haskell; Kafka daily", "Kafka", true},
    {"I am interested in databases and built a Docker server", "Docker", true},
    {"My manager asked me to rewrite it in PostgreSQL", "PostgreSQL", true},
    {"Everything was written in Python", "Python", true},
    {"Looking for bugs in Kafka services", "Kafka", true},
    {"Seeking better throughput, rewrote it in Docker", "Docker", true},
    {"Project goals: faster builds in PostgreSQL", "PostgreSQL", true},
};

START_TEST(a_skill_is_had_or_only_named)
{
	static const char *const heads[] = {"Summary",
	    "Experience\nEngineer, Example Ltd, Jan 2020 - Dec 2020", "Skills"};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		const hire_facts *f = reading_facts(hire_arena_printf(
		    reading_mem, "Sample Candidate\n%s\n- %s\n", heads[i],
		    claims[_i].line));
		ck_assert_msg(
		    !reading_skill(f, claims[_i].skill) == !claims[_i].shown,
		    "%s: %s", heads[i], claims[_i].line);
	}
}
END_TEST

/* A line that speaks for those below it; Docker stands in one of them, Kafka
 * below the next heading. */
static const struct {
	const char *text;
	bool shown;
} below[] = {
    {"Skills I want to learn\nPython, Docker\n", false},
    {"To learn:\n- Python\n- Docker\n", false},
    {"I am looking for this job:\nEngineer\nMust:\n- Docker\n", false},
    {"Skills that I learned\nPython, Docker\n", true},
    {"I built this for a bank:\n- Docker\n", true},
    {"Looking back on ten years:\n- Docker\n", true},
    {"I want to learn more.\nDocker, Python\n", true},
};

START_TEST(a_line_speaks_for_those_below)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nsample@example.com\n\n%s\nSkills\nKafka\n",
	    below[_i].text));
	ck_assert_msg(!reading_skill(f, "Docker") == !below[_i].shown, "%s",
	    below[_i].text);
	ck_assert_ptr_nonnull(reading_skill(f, "Kafka"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("claims");
	TCase *t = tcase_create("claims");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    t, a_skill_is_had_or_only_named, 0, sizeof claims / sizeof *claims);
	tcase_add_loop_test(
	    t, a_line_speaks_for_those_below, 0, sizeof below / sizeof *below);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
