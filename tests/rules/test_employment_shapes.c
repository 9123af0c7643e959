/* SPDX-License-Identifier: MIT
 * test_employment_shapes.c - jobs whose names and dates take unusual shapes:
 * commas within names, units, domains, sentences, tables, nested headings.
 * Apart from the orders of title, employer and date.
 */
#include "reading.h"

static const reading_case cases[] = {
    {"Software Engineer\nSamplo.com, Inc.\nJan 2019 - Mar 2021\n- "
     "did\nEngineer, Examplo.com, Boston\n2015 - 2018\n- did\nEngineer | "
     "examplo.io LLC | Boston, MA | 2012 - 2014\n- did\n",
        "2019-01 2021-03 Software Engineer @ Samplo.com, Inc.\n2015 2018 "
        "Engineer @ Examplo.com\n2012 2014 Engineer @ examplo.io LLC\n"},
    {"Engineer, Samplo (www.samplo.com), Boston, MA\n2015 - 2018\n- did\n",
        "2015 2018 Engineer @ Samplo\n"},
    {"Software Engineer, Samplo\n1st March 2019 until 31st March 2021\n- "
     "did\nEngineer, Examplo\nMarch 1st, 2015 - April 2nd, 2018\n- "
     "did\nIntern, Testo\n3rd of June 2014 to 22nd of August 2014\n- did\n",
        "2019-03 2021-03 Software Engineer @ Samplo\n2015-03 2018-04 Engineer "
        "@ Examplo\n2014-06 2014-08 Intern @ Testo\n"},
    {"Samplo Brothers, New York, NY\nVP, Fixed Income\nJan 2019 - Present\n- "
     "did\nExamplo Partners, New York, NY\nAssociate, Equity Research\nJan "
     "2015 - Dec 2018\n- did\n",
        "2019-01 present VP, Fixed Income @ Samplo Brothers\n2015-01 2018-12 "
        "Associate, Equity Research @ Examplo Partners\n"},
    {"Samplo Bank — Charlotte, NC\nVice President, Risk Analytics | Apr 2020 - "
     "Present\n- did\nAssistant Vice President, Credit Risk | Jan 2017 - Mar "
     "2020\n- did\nExamplo & Company — San Francisco, CA\nAnalyst | Jun 2014 - "
     "Dec 2016\n- did\n",
        "2020-04 present Vice President, Risk Analytics @ Samplo Bank\n2017-01 "
        "2020-03 Assistant Vice President, Credit Risk @ Samplo Bank\n2014-06 "
        "2016-12 Analyst @ Examplo & Company\n"},
    {"Paralegal\nBaker, Sampler & Jones LLP\nJan 2019 - Present\n- did\nLegal "
     "Assistant, Cook, Sampler & Miller LLC, Chicago, IL\nJan 2015 - Dec "
     "2018\n- did\n",
        "2019-01 present Paralegal @ Baker, Sampler & Jones LLP\n2015-01 "
        "2018-12 Legal Assistant @ Cook, Sampler & Miller LLC\n"},
    {"Accountant, Sampler & Jones LLP\nJan 2019 - Present\n- did\n",
        "2019-01 present Accountant @ Sampler & Jones LLP\n"},
    {"Samplo, Research & Development\nEngineer\nJan 2019 - Present\n- did\n",
        "2019-01 present Engineer @ Samplo\n"},
    {"GM-Operations\nSamplo Traders\nJan 2019 - Present\n- did\n",
        "2019-01 present GM-Operations @ Samplo Traders\n"},
    {"From 2015 to 2019 I worked as a nurse at Sample Hospital. Since 2019 I "
     "have been working as a charge nurse at Example Clinic in Boston.\n",
        "2015 2019 nurse @ Sample Hospital\n2019 present charge nurse @ "
        "Example Clinic\n"},
    {"#Sample Candidate\n\nI am a registered nurse. I was employed by Example "
     "Clinic as a caregiver between 2010 and 2014.\nI was a cook at the Sample "
     "Inn from May 2015 until June 2016.\n",
        "2010 2014 caregiver @ Example Clinic\n2015-05 2016-06 cook @ Sample "
        "Inn\n"},
    {"Engineer, Samplo, Jan 2019 - Present\nWorked as a lead developer for "
     "Example Bank from Jan 2019 to Mar 2019.\n- did\n",
        "2019-01 present Engineer @ Samplo\n2019-01 2019-03 lead developer @ "
        "Example Bank\n"},
    {"#Sample Candidate\n\nEXPERIENCE\nLead\nSamplo AB, Stockholm\nFeb 2020 - "
     "Present\n- did\n2012-2017\tMSc Computer Science, KTH\nSkills\tJava, Go\n",
        "2020-02 present Lead @ Samplo AB\n"},
    {"| *Employer* | *Dates* |\n|---|---|\n| Samplo.com | 2023-2024 |\n| "
     "Examplo | 2016-2022 |\n",
        "2023 2024 ? @ Samplo.com\n2016 2022 ? @ Examplo\n"},
    {"#Sample Candidate\n\n## Experience\n\n### Samplo - Consultant\n\n##### "
     "March 2023 - May 2024\n\n#### Tools & Technologies\n\n- Java\n\n### "
     "Examplo - Founder\n\n##### June 2020 - Present\n\n#### Skills\n\n- "
     "Go\n\n## Skills\n\n### Testo - Developer\n\n##### Jan 2010 - Dec 2011\n",
        "2023-03 2024-05 Consultant @ Samplo\n2020-06 present Founder @ "
        "Examplo\n"},
    {"Samplo Group\nFull-time · 5 yrs\nMoscow City, Russia · Remote\nTeam "
     "Lead\nJan 2018 - Jun 2020 · 2 yrs 6 mos\nLed the team.\nDeveloper\nJan "
     "2015 - Dec 2017 · 3 yrs\nWrote code.\n",
        "2018-01 2020-06 Team Lead @ Samplo Group\n2015-01 2017-12 Developer @ "
        "Samplo Group\n"},
    {"Samplo Technologies, Round Rock, TX\t2015 to 2019\nSales Representative "
     "(2015-2017)\nAccount Manager (2017-2019)\n- did\n",
        "2015 2017 Sales Representative @ Samplo Technologies\n2017 2019 "
        "Account Manager @ Samplo Technologies\n"},
    {"Samplo — Digital Specialist Engineer\nDec 2021 — Present · Pune, India "
     "(client: Examplo Group)\n- did\n",
        "2021-12 present Digital Specialist Engineer @ Samplo\n"},
    {"Engineer\nwww.samplo.com, Inc.\nJan 2019 - Mar 2021\n- did\n",
        "2019-01 2021-03 Engineer @ ?\n"},
    {"#Sample Candidate\n\nEXPERIENCE\nFeb 2020 - Present\tLead\nSkills\tJava, "
     "Go\n",
        "2020-02 present Lead @ ?\n"},
    {"Quality Assurance Executive — SMP Parts India Ltd.\n03/2025 — Present | "
     "Manesar, Gurugram\n- did\n",
        "2025-03 present Quality Assurance Executive @ SMP Parts India Ltd.\n"},
    {"Assistant Professor, Department of Biology, Sample University, "
     "2019–present\n",
        "2019 present Assistant Professor @ Sample University\n"},
    {"Samplo Fund, New York, USA\nData Consultant (Part - time)\n- did\n",
        "? ? Data Consultant (Part - time) @ Samplo Fund\n"},
    {"Nurse, Sample Permanente, Aurora, CO (2011-2016)\n- did\nHost, Example "
     "Inn, Boulder, CO (2009-2011)\n- did\n",
        "2011 2016 Nurse @ Sample Permanente\n2009 2011 Host @ Example Inn\n"},
    {"Company: Samplo ASA\nJob title: Process Engineer\nStart date: "
     "2018-08\nEnd date: Present\n\nCompany: Examplo Ltd\nJob title: "
     "Engineer\nStart date: 2016-08\nEnd date: 2018-07\n",
        "2018-08 present Process Engineer @ Samplo ASA\n2016-08 2018-07 "
        "Engineer @ Examplo Ltd\n"},
    {"#Sample Candidate\n\n## Experience\n\n### samplo. Inc (part time "
     "job)\nOct, 2017- Mar, 2018\n\n- did\n",
        "2017-10 2018-03 ? @ samplo. Inc (part time job)\n"},
    {"Samplo Bank (Dubai, UAE)\nRelationship Manager (June 2018 – Present)\n- "
     "did\nOfficer, Examplo (Portland, OR) – June 2014 to May 2018\n- did\n",
        "2018-06 present Relationship Manager @ Samplo Bank\n2014-06 2018-05 "
        "Officer @ Examplo\n"},
    {"Employer\tPosition\tFrom\tTo\nSamplo Bank\tBranch "
     "Manager\t2018\tPresent\nExamplo Bank\tTeller\t2014\t2018\n",
        "2018 present Branch Manager @ Samplo Bank\n2014 2018 Teller @ Examplo "
        "Bank\n"},
    {"Engineer\nООО «Пример»\nJan 2019 - Present\n- did\n",
        "2019-01 present Engineer @ ООО «Пример»\n"},
    {"Camp Counselor\tSummers 2017, 2018\nSample Club\n- did\n",
        "2017-06 2017-08 Camp Counselor @ Sample Club\n"},
    /* Time without work is no job. */
    {"Unemployed, Jan 2001 - Dec 2018\nClerk, Samplo Ltd, Jan 2019 - Dec "
     "2019\n- did\nCareer break (maternity), Jan 2020 - Dec 2020\n",
        "2019-01 2019-12 Clerk @ Samplo Ltd\n"},
    {"Prison Officer, Samplo Ltd, Jan 2015 - Dec 2018\n- did\nPrison "
     "sentence, Jan 2010 - Dec 2014\nFull-time student, Examplo University, "
     "Jan 2007 - Dec 2009\n",
        "2015-01 2018-12 Prison Officer @ Samplo Ltd\n"},
    {"Maternity Nurse, Samplo Hospital, Jan 2015 - Dec 2018\n- did\nParental "
     "leave, Jan 2014 - Dec 2014\n",
        "2015-01 2018-12 Maternity Nurse @ Samplo Hospital\n"},
};

int
main(void)
{
	return test_run(reading_jobs_suite(
	    "employment_shapes", cases, sizeof cases / sizeof *cases));
}
