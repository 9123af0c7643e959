/* SPDX-License-Identifier: MIT
 * reply_matters.c - what candidates ask about, as words.
 */
#include "reply_matters.h"

#define ANY    HIRE__SHAPE_ANY
#define NUMBER HIRE__SHAPE_NUMBER
#define MONEY  HIRE__SHAPE_MONEY

const hire__matter hire__matters[HIRE__MATTERS] = {
    {" salary salaries wage wages compensation remuneration earn earning "
     "earnings ",
        "", " salary pay wage wages compensation remuneration earn earnings ",
        "", MONEY},
    {" pay pays paid ", " how much what what's range band ",
        " salary pay wage wages compensation remuneration earn earnings ", "",
        MONEY},
    {" bonus bonuses equity stock shares commission ", "",
        " bonus bonuses equity stock shares commission ", "", ANY},
    {" remote remotely hybrid home onsite site telework teleworking wfh "
     "anywhere ",
        "", " remote remotely hybrid home onsite telework anywhere ", "", ANY},
    {" office located location city place ", " where which what located ",
        " located location place based address office offices site ", "", ANY},
    {" where ", "", " located location place based office offices site ", "",
        ANY},
    {" overtime weekend weekends ", "", " overtime weekend weekends ", "", ANY},
    {" hours shift shifts schedule flexitime flexible ", "",
        " hours shift shifts schedule flexitime flexible ", "", ANY},
    {" leave ", " annual paid parental sick days much many ", " leave ", "",
        NUMBER},
    {" holiday holidays vacation vacations pto ", "",
        " holiday holidays vacation leave pto ", "", NUMBER},
    {" team teams colleagues ", " big large size many people small headcount ",
        " team ", "", NUMBER},
    {" team teams colleagues ", " who who's whom with which what like ",
        " team colleagues ", "", ANY},
    {" start starts begin starting ", " when date soon early earliest ",
        " start starts begin begins starting ", "", ANY},
    {" process step steps stage stages round rounds next hear decision "
     "decide ",
        "",
        " process step steps stage stages round rounds hear reply decide "
        "decides ",
        " hiring interview interviews application applications candidate "
        "candidates recruitment week weeks ",
        ANY},
    {" visa visas sponsor sponsorship permit ", "",
        " visa visas sponsor sponsorship permit ", "", ANY},
    {" relocation relocate moving ", "", " relocation relocate moving ", "",
        ANY},
    {" travel travelling traveling trips ", "",
        " travel travelling traveling trips ", "", ANY},
    {" training courses certification mentoring ", "",
        " training courses certification mentoring ", "", ANY},
    {" conference conferences ", "", " conference conferences ", "", ANY},
    {" probation trial ", "", " probation ", "", ANY},
    {" contract permanent temporary freelance fulltime parttime part full ",
        " time contract permanent temporary freelance fulltime parttime ",
        " contract permanent temporary freelance fulltime parttime part full ",
        " time contract permanent temporary freelance fulltime parttime ", ANY},
    {" laptop equipment hardware computer phone ", "",
        " laptop equipment hardware ", "", ANY},
    {" pension insurance benefits perks 401k retirement ", "",
        " pension insurance benefits perks 401k retirement ", "", ANY},
    {" oncall pager standby rota ", "", " oncall pager standby rota ", "", ANY},
    {" call ", " on ", " call oncall ",
        " oncall duty duties shared rota rotation week weeks night nights "
        "weekend weekends ",
        ANY},
    {" manager boss supervisor report reporting ", " who whom to ",
        " report reports reporting manager supervisor ", " to your ", ANY},
    {" office onsite ", " days every ",
        " home remote remotely hybrid onsite office ",
        " day days week weeks remote remotely hybrid home ", ANY},
    {" answer feedback response ", " when soon long ",
        " hear reply replies answer decide decides decision ",
        " day days week weeks ", ANY},
};

const char hire__matters_closed[] =
    " score scores scored scoring scorecard grade graded grades rating ratings "
    "marks ideal threshold candidates applicants prompt instructions rubric "
    "transcript password passwords ";

const char hire__matters_filler[] =
    " range role job position offer offers offered company organisation "
    "organization employer firm pay paid pays expect expected like likely "
    "typical typically usual usually year years yearly annual annually month "
    "week day days per many much big large small long often soon early know "
    "tell please say said says recruiter description there work working works "
    "worker people person exactly kind sort type allowed allow possible "
    "possibly anything something information details hi hello thanks thank "
    "question questions ask asking wonder wondering curious get gets amount "
    "include included includes one money figure roughly approximately "
    "currently new employee employees is are any need needed required require "
    "requirement available option options policy situation arrangement "
    "arrangements set time mean will would happen happens exact total give "
    "given help i me my let could can have quick full base gross how what when "
    "who "
    "where which who's what's size start process back confirm please band "
    "bracket title ";
