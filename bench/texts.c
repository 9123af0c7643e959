/* SPDX-License-Identifier: MIT
 * texts.c - parts of resumes and advertisements, and how they are put together.
 * In a part, '@' stands for a skill, '%' for an employer, '&' for a title, '^'
 * for a month and '#' for a number below ten.
 */
#include "texts.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const titles[] = {"Backend Engineer", "Frontend Engineer",
    "Full Stack Developer", "Data Engineer", "Data Scientist",
    "DevOps Engineer", "Site Reliability Engineer", "Java Developer",
    "Python Developer", "Security Engineer", "QA Engineer", "Mobile Developer",
    "Machine Learning Engineer", "Product Manager", "Accountant",
    "Office Manager"};
static const char *const skills[] = {"Python", "Java", "Kotlin", "Go", "C++",
    "C#", "JavaScript", "TypeScript", "React", "Angular", "Vue.js", "Node.js",
    "Django", "Flask", "FastAPI", "Spring Boot", "PostgreSQL", "MySQL",
    "MongoDB", "Redis", "Kafka", "RabbitMQ", "Docker", "Kubernetes",
    "Terraform", "Ansible", "AWS", "Azure", "Google Cloud", "Linux", "Git",
    "Jenkins", "CI/CD", "GraphQL", "REST APIs", "Spark", "Airflow", "Pandas",
    "PyTorch", "TensorFlow", "scikit-learn", "Selenium", "Cypress",
    "Prometheus", "Grafana", "Elasticsearch", "Snowflake", "dbt", "SQL",
    "Scrum", "Excel", "SAP", "Tableau", "Power BI"};
static const char *const employers[] = {"Example Works Ltd",
    "Sample Systems Inc.", "Placeholder Labs", "Specimen Software GmbH",
    "Template Trading LLC", "Pattern Partners"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const deeds[] = {
    "- Built @ services with @ that answer two million requests a day\n",
    "- Moved the billing platform from @ to @ without an outage\n",
    "- Cut the cost of running @ by a third with better use of @\n",
    "- Introduced @ in a team of # and trained colleagues in @\n",
    "- Wrote the tests and the release pipeline for @ on top of @\n",
    "- Took part in the on-call rota for systems that use @ and @\n",
    "- Mentored # juniors and reviewed their designs\n"};
static const char *const wants[] = {"- #+ years of experience with @\n",
    "- At least # years of @ in production\n", "- Strong knowledge of @\n",
    "- Hands-on experience with @ and @\n", "- Good command of @ or @\n",
    "- Solid understanding of @\n"};
static const char *const duties[] = {
    "You will design, build and run services that our customers rely on.\n",
    "You will work with product people and designers in a team of #.\n",
    "You will review code, write tests and keep what you build running.\n",
    "We care about simple solutions, and we write down what we decide.\n",
    "Our systems run on @ and @, and we are moving them to @.\n"};
static const char *const offers[] = {
    "We offer a salary in line with the market and 2# days of holiday.\n",
    "Remote work is possible within # hours of our time zone.\n",
    "There is a pension, a budget for training and a quiet office.\n",
    "Apply with a resume; we answer within # days.\n"};

typedef struct writer {
	uint64_t *seed;
	char *out;
	size_t n, max;
} writer;

/* splitmix64 */
static size_t
draw(uint64_t *seed, size_t below)
{
	uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (size_t)((z ^ (z >> 31)) % below);
}

#define ANY(seed, list) ((list)[draw((seed), COUNT(list))])

/* What a mark of a part becomes; `room` holds a number. */
static const char *
word_for(uint64_t *seed, char mark, char room[2])
{
	switch (mark) {
	case '@':
		return ANY(seed, skills);
	case '%':
		return ANY(seed, employers);
	case '&':
		return ANY(seed, titles);
	case '^':
		return ANY(seed, months);
	case '#':
		break;
	default:
		return NULL;
	}
	room[0] = (char)('2' + draw(seed, 8));
	return room;
}

/* The part with its marks replaced; false: it does not fit whole. */
static bool
add(writer *w, const char *part)
{
	size_t n = w->n;
	for (; *part; part++) {
		char room[2] = {*part, '\0'};
		const char *word = word_for(w->seed, *part, room);
		if (!word)
			word = room;
		size_t len = strlen(word);
		if (len > w->max - n) {
			w->out[w->n] = '\0';
			return false;
		}
		memcpy(w->out + n, word, len);
		n += len;
	}
	w->out[w->n = n] = '\0';
	return true;
}

static void
add_skills(writer *w)
{
	size_t n = 8 + draw(w->seed, 10);
	add(w, "\nSkills\n@");
	while (n--)
		add(w, ", @");
	add(w, "\n");
}

/* One job that ends in `*year`, which moves back to its start. */
static bool
add_job(writer *w, int *year, bool open)
{
	char head[80];
	int start = *year - 1 - (int)draw(w->seed, 4);
	if (open)
		snprintf(head, sizeof head, "&, %%, ^ %d - Present\n", start);
	else
		snprintf(
		    head, sizeof head, "&, %%, ^ %d - ^ %d\n", start, *year);
	bool fits = add(w, head);
	for (int i = 0; fits && i < 4; i++)
		fits = add(w, ANY(w->seed, deeds));
	*year = start;
	return fits;
}

void
text_resume(uint64_t *seed, char out[TEXT_RESUME + 1])
{
	writer w = {seed, out, 0, TEXT_RESUME};
	int year = 2026;
	add(&w, "Sample Candidate\n&\nsample@example.com | (555) 123-4567\n");
	add_skills(&w);
	add(&w, "\nEducation\nB.Sc. in Computer Science, Example University, "
	        "2004 - 2008\n\nExperience\n");
	add_job(&w, &year, true);
	while (year > 2008 && add_job(&w, &year, false))
		;
	add(&w, "\nProjects\n");
	while (add(&w, ANY(seed, deeds)))
		;
}

void
text_job(uint64_t *seed, char out[TEXT_JOB + 1])
{
	writer w = {seed, out, 0, TEXT_JOB};
	size_t must = 5 + draw(seed, 5), nice = 2 + draw(seed, 3);
	add(&w, "&\n\n");
	for (int i = 0; i < 4; i++)
		add(&w, ANY(seed, duties));
	add(&w, "\nRequirements\n");
	while (must--)
		add(&w, ANY(seed, wants));
	add(&w, "- Bachelor's degree in a related field\n\nNice to have\n");
	while (nice--)
		add(&w, "- @\n");
	add(&w, "\nWhat we offer\n");
	for (int i = 0; i < 2; i++)
		add(&w, ANY(seed, offers));
	add(&w, "\nAbout us\n");
	while (add(&w, ANY(seed, duties)))
		;
}
