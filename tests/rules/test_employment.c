/* SPDX-License-Identifier: MIT
 * test_employment.c - the same jobs written in every order that resumes use.
 */
#include "reading.h"

/* The section of experience, or a whole resume behind "#"; the jobs wanted,
 * one a line: start, end, title @ employer, "?" for what is not told. */
static const reading_case cases[] = {
    {"Samplo — Software Engineer\nJan 2020 – Present\n• Built things\nExamplo "
     "— Data Analyst\nMar 2017 – Dec 2019\n• Analysed things\n",
        "2020-01 present Software Engineer @ Samplo\n2017-03 2019-12 Data "
        "Analyst @ Examplo\n"},
    {"Software Engineer at Samplo (Jan 2020 - Present)\nBuilt things for "
     "people.\nData Analyst at Examplo Ltd. (03/2017 - 12/2019)\nAnalysed "
     "things.\n",
        "2020-01 present Software Engineer @ Samplo\n2017-03 2019-12 Data "
        "Analyst @ Examplo Ltd.\n"},
    {"Senior Developer | Samplo Traders | Berlin, Germany | Jan 2020 - "
     "Present\n- Built things\nDeveloper | Examplo GmbH | Munich, Germany | "
     "2015 - 2019\n- Built things\n",
        "2020-01 present Senior Developer @ Samplo Traders\n2015 2019 "
        "Developer @ Examplo GmbH\n"},
    {"2019/03 - 2021/05  Backend Developer, Samplo, Paris\n- did\n2017.01 - "
     "2019.02  Intern, Examplo, Lyon\n- did\n",
        "2019-03 2021-05 Backend Developer @ Samplo\n2017-01 2019-02 Intern @ "
        "Examplo\n"},
    {"Feb 2019 - Present\nBackend Developer\nSamplo, Paris\n• did\nJan 2015 - "
     "Jan 2019\nDeveloper\nExamplo, Lyon\n• did\n",
        "2019-02 present Backend Developer @ Samplo\n2015-01 2019-01 Developer "
        "@ Examplo\n"},
    {"Backend Developer\nSamplo\nFeb 2019 - Present\n• "
     "did\nDeveloper\nExamplo\nJan 2015 - Jan 2019\n• did\n",
        "2019-02 present Backend Developer @ Samplo\n2015-01 2019-01 Developer "
        "@ Examplo\n"},
    {"Samplo\tSeattle, WA\nSoftware Engineer II\tJune 2021 – Present\n• "
     "Shipped the thing\nSoftware Engineer I\tJuly 2019 – June 2021\n• Shipped "
     "other thing\nExamplo\tAustin, TX\nJunior Engineer\tMay 2017 – June "
     "2019\n• Was there\n",
        "2021-06 present Software Engineer II @ Samplo\n2019-07 2021-06 "
        "Software Engineer I @ Samplo\n2017-05 2019-06 Junior Engineer @ "
        "Examplo\n"},
    {"Samplo\tJune 2021 – Present\nSoftware Engineer\tSeattle, WA\n• Shipped "
     "the thing\nExamplo\tMay 2017 – June 2019\nJunior Engineer\tAustin, TX\n• "
     "Was there\n",
        "2021-06 present Software Engineer @ Samplo\n2017-05 2019-06 Junior "
        "Engineer @ Examplo\n"},
    {"Undergraduate Research Assistant\tJune 2020 – Present\nSample A&M "
     "University\tCollege Station, TX\n• Developed a REST API\nInformation "
     "Technology Support Specialist\tSep. 2018 – Present\nExample "
     "University\tGeorgetown, TX\n• Communicate with managers\nArtificial "
     "Intelligence Research Assistant\tMay 2019 – July 2019\nExample "
     "University\tGeorgetown, TX\n• Explored methods\n",
        "2020-06 present Undergraduate Research Assistant @ Sample A&M "
        "University\n2018-09 present Information Technology Support Specialist "
        "@ Example University\n2019-05 2019-07 Artificial Intelligence "
        "Research Assistant @ Example University\n"},
    {"Samplo Traders\n4 years 2 months\nSenior Engineer\nJanuary 2022 - "
     "Present (2 years 3 months)\nBerlin\nEngineer\nFebruary 2020 - December "
     "2021 (1 year 11 months)\nBerlin\nExamplo\nDeveloper\nMarch 2016 - "
     "January 2020 (3 years 11 months)\nHamburg Area, Germany\n",
        "2022-01 present Senior Engineer @ Samplo Traders\n2020-02 2021-12 "
        "Engineer @ Samplo Traders\n2016-03 2020-01 Developer @ Examplo\n"},
    {"Samplo, Growth\nJan 2020 – Present\n- did it\nExamplo, Design\n2016 – "
     "2019\n- did it\n",
        "2020-01 present Growth @ Samplo\n2016 2019 Design @ Examplo\n"},
    {"Freelance Web Developer\n2018 - Present\n- Sites for many "
     "shops\nSelf-employed, Photographer, 2015 - 2018\n- Photos\n",
        "2018 present Freelance Web Developer @ ?\n2015 2018 Photographer @ "
        "Self-employed\n"},
    {"## Sample Candidate\nsample@example.com\n\n## Experience\n\n### Software "
     "Engineer, Samplo\n*Jan 2020 – Present | Remote*\n- did it\n\n### "
     "Developer, Examplo\n*2015 – 2019 | Berlin*\n- did it\n\n## Education\n- "
     "BSc, Sample University, 2012\n",
        "2020-01 present Software Engineer @ Samplo\n2015 2019 Developer @ "
        "Examplo\n"},
    {"## Sample Candidate\n\n## Work Experience\n\n**Samplo** — *Senior "
     "Engineer* (2019–present)\n- did it\n**Examplo Inc.** — *Engineer* "
     "(2015–2019)\n- did it\n\n## Education\n- BSc, Sample University, 2012\n",
        "2019 present Senior Engineer @ Samplo\n2015 2019 Engineer @ Examplo "
        "Inc.\n"},
    {"Engineer, Samplo, Q3 2020 - Q1 2022\n- did\nIntern, Examplo, Summer "
     "2018\n- did\n",
        "2020-07 2022-03 Engineer @ Samplo\n2018-06 2018-08 Intern @ "
        "Examplo\n"},
    {"Engineer, Samplo, 3/19 - 5/21\n- did\nDeveloper, Examplo, 2018-19\n- "
     "did\n",
        "2019-03 2021-05 Engineer @ Samplo\n2018 2019 Developer @ Examplo\n"},
    {"Engineer, Samplo, Mar '19 – May '21\n- did\nDeveloper, Examplo, since "
     "2021\n- did\n",
        "2019-03 2021-05 Engineer @ Samplo\n2021 present Developer @ "
        "Examplo\n"},
    {"Engineer, Samplo, 2019\n- did\nDeveloper, Examplo, 2018\n- did\n",
        "2019 2019 Engineer @ Samplo\n2018 2018 Developer @ Examplo\n"},
    {"Engineer, Samplo, January 2019 until March 2021\n- did\nDeveloper, "
     "Examplo, from June 2015 through December 2018\n- did\n",
        "2019-01 2021-03 Engineer @ Samplo\n2015-06 2018-12 Developer @ "
        "Examplo\n"},
    {"Company: Samplo Traders\nPosition: Software Engineer\nDuration: Jan 2020 "
     "- Present\nResponsibilities:\n- did\nCompany: Examplo Ltd\nPosition: "
     "Developer\nDuration: Mar 2016 - Dec 2019\nResponsibilities:\n- did\n",
        "2020-01 present Software Engineer @ Samplo Traders\n2016-03 2019-12 "
        "Developer @ Examplo Ltd\n"},
    {"Organization : Samplo Traders\nDesignation : Software Engineer\nPeriod : "
     "Jan 2020 to till date\n- did\nOrganization : Examplo Ltd\nDesignation : "
     "Developer\nPeriod : Mar 2016 to Dec 2019\n- did\n",
        "2020-01 present Software Engineer @ Samplo Traders\n2016-03 2019-12 "
        "Developer @ Examplo Ltd\n"},
    {"#Sample Candidate\nsample@example.com\n\nExperience\nEngineer, Samplo, "
     "Jan 2019 - Present\n- did\n\nProjects\nGreat App, Jan 2015 - Dec 2018\n- "
     "Lead Developer of the app\nCertifications\nAWS Certified Developer, "
     "Amazon, Jan 2018 - Jan 2021\nVolunteer Experience\nMentor, Code Club, "
     "Jan 2010 - Dec 2012\nPublications\nA paper, Journal, 2011 - "
     "2012\nEducation\nMSc Physics, Sample University, 2008 - 2012\n",
        "2019-01 present Engineer @ Samplo\n"},
    {"Engineer, Samplo, Jan 2019 - Present\n- did\nInternships\nEngineering "
     "Intern, Examplo, Jun 2018 - Aug 2018\n- did\n",
        "2019-01 present Engineer @ Samplo\n2018-06 2018-08 Engineering Intern "
        "@ Examplo\n"},
    {"CEO/President, Samplo, Palo Alto, CA, 2013-12-01 - 2014-12-01\nSamplo is "
     "a multi-platform technology.\n- Built an algorithm\nJunior Developer, "
     "Examplo, 2011-01 - 2013-11\n- Built\n",
        "2013-12 2014-12 CEO/President @ Samplo\n2011-01 2013-11 Junior "
        "Developer @ Examplo\n"},
    {"Software Engineer\tSamplo\nJan 2020 - Present\tBerlin\nDeveloped the "
     "core banking platform and migrated it to the cloud.\nWorked with product "
     "managers on requirements.\nData Engineer\tExamplo\nMar 2016 - Dec "
     "2019\tHamburg\nCreated pipelines for 20 teams in 2018 and 2019.\n",
        "2020-01 present Software Engineer @ Samplo\n2016-03 2019-12 Data "
        "Engineer @ Examplo\n"},
    {"SAMPLO TRADERS, INC.\tNEW YORK, NY\nSENIOR SOFTWARE ENGINEER\tJAN 2020 - "
     "PRESENT\n• DID IT\nEXAMPLO, LLC\tBOSTON, MA\nSOFTWARE ENGINEER\tMAR 2016 "
     "- DEC 2019\n• DID IT\n",
        "2020-01 present SENIOR SOFTWARE ENGINEER @ SAMPLO TRADERS, "
        "INC.\n2016-03 2019-12 SOFTWARE ENGINEER @ EXAMPLO, LLC\n"},
    {"#Sample Candidate\nsample@example.com\n\nW O R K  E X P E R I E N C "
     "E\nSoftware Engineer, Samplo\n01/2020 - Present\n- did\n\nE D U C A T I "
     "O N\nBSc Physics, Sample University, 2008 - 2012\n",
        "2020-01 present Software Engineer @ Samplo\n"},
    {"#Sample Candidate\nsample@example.com\n\n===== WORK EXPERIENCE "
     "=====\nSoftware Engineer, Samplo\n01/2020 - Present\n- did\n\n----- "
     "EDUCATION -----\nBSc Physics, Sample University, 2008 - 2012\n",
        "2020-01 present Software Engineer @ Samplo\n"},
    {"Samplo - Seattle, WA\nSenior Engineer (Aug 2019 - Present)\n- "
     "did\nExamplo - Remote\nEngineer (Jan 2017 - Jul 2019)\n- did\n",
        "2019-08 present Senior Engineer @ Samplo\n2017-01 2019-07 Engineer @ "
        "Examplo\n"},
    {"Samplo Corp, Cloud Division, Seattle, WA — Principal Engineer\nJune 2015 "
     "- Present\n- did\n",
        "2015-06 present Principal Engineer @ Samplo Corp\n"},
    {"Software Engineer, Samplo Ltd\n- did\nDeveloper, Examplo Inc\n- did\n",
        "? ? Software Engineer @ Samplo Ltd\n? ? Developer @ Examplo Inc\n"},
    {"#Skills: SQL, OracleEducation Details\nJanuary 2018 MCS Pune, "
     "Maharashtra Pune University\nDatabase administrator\nDatabase "
     "administrator - Samplo Pvt Ltd\nSkill Details\nDATABASE- Exprience - 17 "
     "months\nSQL- Exprience - 6 monthsCompany Details\ncompany - Samplo Pvt "
     "Ltd\ndescription - Pune Sept 2017 to Present\nRESPONSIBILITIES:\n• "
     "Creating tablespaces, monitoring growth\ncompany - Examplo\ndescription "
     "- since 6th July 2011 to till date:\n• Currently working as an API "
     "developer having 2 years of experience\ncompany - Examplo\ndescription - "
     "Working as a tester\ncompany - Testo Bank\ndescription - 1. Project "
     "name: Stock System December 2014 - Jan 2015\nRole: Java Developer\n",
        "2017-09 present Database administrator @ Samplo Pvt Ltd\n2011-07 "
        "present ? @ Examplo\n2014-12 2015-01 Java Developer @ Testo Bank\n"},
    {"Jan 2020\tSamplo\nPresent\tSoftware Engineer\n\tBuilt things\nMar "
     "2016\tExamplo\nDec 2019\tDeveloper\n\tBuilt other things\n",
        "2020-01 present Software Engineer @ Samplo\n2016-03 2019-12 Developer "
        "@ Examplo\n"},
    {"Engineer, Samplo, Mar 2021 - Jan 2019\n- did\n",
        "2021-03 2019-01 Engineer @ Samplo\n"},
    {"Engineer, Samplo, Mar 2021 - Jan 2019\n- did\nIntern, Examplo, Dec "
     "2018 - Feb 2017\n- did\n",
        "2019-01 2021-03 Engineer @ Samplo\n2017-02 2018-12 Intern @ "
        "Examplo\n"},
    {"Engineer, Samplo, Mar 2021 - Jan 2019\n- did\nIntern, Examplo, 2014 - "
     "2016\n- did\n",
        "2021-03 2019-01 Engineer @ Samplo\n2014 2016 Intern @ Examplo\n"},
    {"Samplo (https://samplo.example.com), Berlin\nSoftware Engineer, 05/2019 "
     "- 07/2021\n- did\nExamplo (www.examplo.example), Hamburg\nDeveloper, "
     "05/2015 - 04/2019\n- did\n",
        "2019-05 2021-07 Software Engineer @ Samplo\n2015-05 2019-04 Developer "
        "@ Examplo\n"},
    {"Samplo is a company that sells things to people around the "
     "world.\nSoftware Engineer\tMay 2019 - Present\n- did\n",
        "2019-05 present Software Engineer @ ?\n"},
    {"Lead Engineer - Samplo - Jan 2020 to Current\n- did\nEngineer - Examplo "
     "- Feb 2015 to Dec 2019\n- did\n",
        "2020-01 present Lead Engineer @ Samplo\n2015-02 2019-12 Engineer @ "
        "Examplo\n"},
    {"Software Engineer (Contract), Samplo\nMay 2020 - Aug 2021\n- did\nQA "
     "Engineer (Intern), Examplo\nMay 2019 - Aug 2019\n- did\n",
        "2020-05 2021-08 Software Engineer (Contract) @ Samplo\n2019-05 "
        "2019-08 QA Engineer (Intern) @ Examplo\n"},
    {"Company Name\tCity, State\nAccounting Manager\t05/2012 to "
     "Current\nManaged stuff.\nCompany Name\tCity, State\nStaff "
     "Accountant\t01/2008 to 04/2012\nReconciled stuff.\n",
        "2012-05 present Accounting Manager @ ?\n2008-01 2012-04 Staff "
        "Accountant @ ?\n"},
    {"* 1 year Professor at Samplo - Paris from 2015 to today\n\n* 9 years as "
     "Developer at Examplo From 2005 to 2014\n",
        "2015 present Professor @ Samplo\n2005 2014 Developer @ Examplo\n"},
    {"Senior Officer\n01 Jul, 2021 – Continuing\nSample Bank Ltd.\n• "
     "Led\nOfficer\n01 Jan, 2017 – 30 Jun, 2021\nExample Bank Limited\n• Did\n",
        "2021-07 present Senior Officer @ Sample Bank Ltd.\n2017-01 2021-06 "
        "Officer @ Example Bank Limited\n"},
    {"2018-        Samplo ---------- Boston, MA\n     web "
     "applications.\n\n2016-2018    Examplo Traders ------- Boston, MA\n     "
     "web applications.\n",
        "2018 present ? @ Samplo\n2016 2018 ? @ Examplo Traders\n"},
    {"Samplo\n(October2011 - December 2011)\nSoftware Engineer\n",
        "2011-10 2011-12 Software Engineer @ Samplo\n"},
    {"2ndSamplo - Database Consultant\n> Madrid, Spain\n> February 2014 - "
     "January 2015\n",
        "2014-02 2015-01 Database Consultant @ 2ndSamplo\n"},
    {"Associate Professor\nSample University\nJune 2016\n• Taught\n",
        "2016-06 2016-06 Associate Professor @ Sample University\n"},
    {"Job Title 1\nSamplo Ltd\nMay 2012 - June 2013\n",
        "2012-05 2013-06 ? @ Samplo Ltd\n"},
    {"1. Samplo Pvt Ltd (Web Development Intern) — July 2023 to August "
     "2023\n   - Built blogs\n",
        "2023-07 2023-08 Web Development Intern @ Samplo Pvt Ltd\n"},
    {"Jan 2005 - Aug 2009: Samplo Harbour Tours - Hilton Head Island, "
     "SC\nPosition: First Mate - Tour Guide\n",
        "2005-01 2009-08 First Mate - Tour Guide @ Samplo Harbour Tours\n"},
    {"Data Science Intern\nThe Samplo Network\nJan 2026 – Present\n• Built\n",
        "2026-01 present Data Science Intern @ The Samplo Network\n"},
    {"samplo.io\n(February 2019 - Present)\nStaff Software Engineer\n• Led\n",
        "2019-02 present Staff Software Engineer @ samplo.io\n"},
    {"#Sample Candidate\n\nCLINICAL EXPERIENCE\nSample Hospital\nStaff "
     "Nurse\tMarch 2019 - Present\n- did\n",
        "2019-03 present Staff Nurse @ Sample Hospital\n"},
    {"#Sample Candidate\n\nLICENSES\nDriver\n\nSales Experience:\nSample "
     "Hospital\nStaff Nurse\tMarch 2019 - Present\n- did\n",
        "2019-03 present Staff Nurse @ Sample Hospital\n"},
    {"#Sample Candidate\n\nLICENSES\nDriver\n\nWhere I have worked\nSample "
     "Hospital\nStaff Nurse\tMarch 2019 - Present\n- did\n",
        "2019-03 present Staff Nurse @ Sample Hospital\n"},
    {"#Sample Candidate\n\nLICENSES\nFive years of experience\nUser "
     "Experience\n\nEngagements\nSample Hospital\nStaff Nurse\tMarch 2019 - "
     "Present\n- did\n",
        "2019-03 present Staff Nurse @ Sample Hospital\n"},
};

int
main(void)
{
	return test_run(reading_jobs_suite(
	    "employment", cases, sizeof cases / sizeof *cases));
}
