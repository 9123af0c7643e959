/* SPDX-License-Identifier: MIT
 * pairs.c - jobs and resumes to plan interviews for.
 */
#include "pairs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 80 };

static const char *const jobs[] = {
    "Data Engineer\n\nRequirements:\n- Must have PostgreSQL and Python\n"
    "- Experience with Kafka or RabbitMQ\n- CI/CD and Git\n"
    "Nice to have:\n- Kubernetes\n- Excel\n",
    "Accountant\n\nRequirements:\n- Month-end close and account "
    "reconciliation\n- Accounts payable and accounts receivable\n"
    "- Excel\n- Strong communication and teamwork\n"
    "Nice to have:\n- SAP\n",
    "Embedded Developer\n\nRequirements:\n- C and C++\n- 5+ years of "
    "embedded systems\n- Bachelor's degree in computer science\n",
    "Gardener\n\nRequirements:\n- Plants and prunes hedges with care\n"
    "- Keeps tools in good order\n",
    "Team Lead\n\nRequirements:\n- Leadership, mentoring and stakeholder "
    "management\n- Problem solving under time pressure\n- Adaptability\n"
    "Nice to have:\n- Negotiation\n",
    "Platform Engineer\n\nRequirements:\n- Docker\n- Kubernetes\n"
    "- Terraform\n- Ansible\n- AWS\n- Azure\n- Linux\n- Bash\n- Python\n"
    "- Go\n- PostgreSQL\n- Redis\n- Kafka\n- Jenkins\n- Git\n- Prometheus\n"
    "- Grafana\n- Nginx\n- Microservices\n- REST APIs\n- GraphQL\n"
    "Nice to have:\n- Rust\n- MongoDB\n- Elasticsearch\n- Java\n- Scala\n"
    "- Spark\n- Airflow\n- Snowflake\n- Tableau\n- Power BI\n",
    "Nurse\n\nRequirements:\n- Young and healthy native speaker\n"
    "- Nursing\n- Time management\n"};

static const char *const resumes[] = {
    "Sample Candidate\nsample@example.com\n\nExperience\n"
    "Data Engineer, Example Org, 2018 - Present\n"
    "- Moved the billing tables to PostgreSQL without downtime\n"
    "- Wrote Python services that read two million events an hour\n"
    "- Kept Kafka running through three upgrades\n\n"
    "Skills: Python, PostgreSQL, Kafka, Git, Docker\n",
    "Sample Person\nperson@example.org\n\nExperience\n"
    "Accountant, Example Firm, 2015 - 2023\n"
    "- Closed the books of four companies within five days of month end\n"
    "- Cut open items in accounts receivable by half while on maternity "
    "leave cover\n- Built the budget model in Excel with the plant\n\n"
    "Skills: Excel, SAP, Account reconciliation\n",
    "Sample Developer\ndev@example.net\n\nExperience\n"
    "Firmware Engineer, Example Works, 2012 - 2022\n"
    "- Rewrote the motor controller in C and halved its jitter\n"
    "- As a mother of two I led the C++ guild\n\n"
    "Education\nBSc Computer Science, Example University, 2011\n",
    "Sample Beginner\nbeginner@example.com\n\nSkills\nWord, Outlook\n", ""};

static void
add(ai_texts *t, const char *s)
{
	if (t->n < MOST)
		t->v[t->n++] = s;
}

static void
add_files(ai_texts *t, hire_arena *mem, const char *folder)
{
	const char *fixtures = test_fixtures();
	if (!fixtures) {
		printf("skipped: no fixtures of %s\n", folder);
		return;
	}
	DIR *d = opendir(hire_arena_printf(mem, "%s/%s", fixtures, folder));
	ck_assert_ptr_nonnull(d);
	for (struct dirent *e; (e = readdir(d));) {
		size_t n = strlen(e->d_name);
		if (n < 5 || strcmp(e->d_name + n - 4, ".txt") != 0)
			continue;
		size_t len;
		const char *s = test_read_file(mem,
		    hire_arena_printf(
		        mem, "%s/%s/%s", fixtures, folder, e->d_name),
		    &len);
		ck_assert_ptr_nonnull(s);
		add(t, s);
	}
	closedir(d);
}

ai_texts
ai_job_texts(hire_arena *mem)
{
	ai_texts t = {.n = 0};
	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		add(&t, jobs[i]);
	add_files(&t, mem, "jobs");
	return t;
}

ai_texts
ai_resume_texts(hire_arena *mem)
{
	ai_texts t = {.n = 0};
	for (size_t i = 0; i < sizeof resumes / sizeof *resumes; i++)
		add(&t, resumes[i]);
	add_files(&t, mem, "resumes");
	return t;
}
