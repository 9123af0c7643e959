#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws taxonomy.tsv from three open taxonomies: select.py [FOLDER | --check].

Apart from generate.c, which makes code of the result: this runs only when a
taxonomy is renewed, and its result is reviewed and committed.
"""
import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "taxonomy.tsv"
HEAD = """\
# Made by taxonomy/select.py; do not edit, see taxonomy/README.md for sources and licences.
# name	source	family	flags	aliases (^: only in capitals)
"""
WORDS_MAX = 4
KEY_MAX = 48


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(name):
    """The lines of a list of ours, without comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def fold(s):
    """The key that generate.c makes of a name."""
    s = "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in s)
    s = re.sub(r"(?<![0-9a-z\x80-\U0010ffff+#])\.(?=n)", "\0", s)
    out = ""
    for c in s:
        word = c.isdigit() and c.isascii() or "a" <= c <= "z" or c > "\x7f"
        glued = out and not out.endswith(" ")
        if glued and out[-1] in "+#" and word:
            out += " "
        if word or (c in "+#" and glued):
            out += c
        elif c == "\0":
            out += "."
        elif glued:
            out += " "
    return out.strip()


def usual(key):
    """Whether a key is short enough to be looked for."""
    return key.isascii() and not re.search(r"(?<!\+)\+ |# |^o |^\d+ ", key) and 0 < len(key) <= KEY_MAX and key.count(" ") < WORDS_MAX


def curated():
    """The keys of the project's own table: "Microsoft Visual Basic" is its Visual Basic."""
    lines = (HERE.parent / "skills.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    return {fold(name) for f in fields for name in (f[0], *f[4].split("|"))}


class Everyday:
    """Words that ESCO's sentences use: a lone one of them names no product."""

    def __init__(self, esco):
        self.count = Counter()
        for row in esco:
            for text in {row["preferred_label"], *row["alt_labels"].split("|")}:
                if " " in text:
                    self.count.update(re.findall(r"[a-z]{2,}", text))

    def has(self, key):
        return all(self.count[w] > 0 or w.isdigit() for w in key.split())


AMERICAN = [("modelling", "modeling"), ("isation", "ization"), ("ising", "izing"), ("labour", "labor"),
            ("behaviour", "behavior"), ("colour", "color"), ("programme", "program"), ("centre", "center"),
            ("paediatric", "pediatric"), ("orthopaedic", "orthopedic"), ("anaesth", "anesth"), ("haem", "hem"),
            ("fibre", "fiber"), ("defence", "defense"), ("licence", "license"), ("travelling", "traveling"),
            ("catalogue", "catalog"), ("aluminium", "aluminum"), ("tyre", "tire"), ("gynaec", "gynec"),
            ("analysing", "analyzing"), ("organis", "organiz"), ("jewellery", "jewelry")]


def spellings(name):
    """The name in American spelling as well."""
    other = name
    for british, american in AMERICAN:
        other = other.replace(british, american)
    return [name] if other == name else [name, other]


def capital(name):
    return name[:1].upper() + name[1:]


class Table:
    """Terms in order of trust: a key belongs to the first that names it."""

    def __init__(self):
        self.excluded = {fold(s) for s in listed("exclude.txt")}
        self.owner = {}
        self.terms = []

    def add(self, name, source, flags, aliases, family="", mark=""):
        name = name.strip()
        key = fold(name)
        if not usual(key) or key in self.excluded or key in self.owner:
            return
        term = (mark + name, source, family, flags, [])
        self.owner[key] = term
        self.terms.append(term)
        for alias in aliases:
            self.alias(term, alias)

    def alias(self, term, alias):
        key = fold(alias.lstrip("^"))
        if usual(key) and len(key) > 1 and key not in self.excluded and key not in self.owner:
            self.owner[key] = term
            term[4].append(alias.strip())

    def text(self):
        lines = sorted("\t".join((*t[:4], "|".join(t[4]))) for t in self.terms)
        return HEAD + "\n".join(lines) + "\n"


PLAIN = re.compile(r"^[A-Z][a-z]+$")  # a name like a person's or a place's

GENERIC_END = ("software", "system", "systems", "databases", "database", "tools", "programs", "applications", "program",
               "suite", "application", "technology", "solutions", "platform")


def without_software(name):
    return re.sub(r" (software|tools)$", "", name)


def add_onet(table, onet, everyday, known):
    vendors = sorted(listed("vendors.txt"), key=len, reverse=True)
    acronyms = Counter(r["acronym"] for r in onet if r["acronym"])
    for row in onet:
        full = row["technology"]
        name = without_software(full)
        long, short = row["long_form"], row["acronym"]
        if short and len(short) > 1:
            if acronyms[short] == 1 and len(short) > 2 and int(row["occupations"]) > 1 and not everyday.has(short.lower()):
                table.add(short, "onet", "", [long, long + " " + short], mark="^")
            continue
        lower = name[1:] == name[1:].lower()
        if lower and (full.split()[-1] in GENERIC_END or everyday.has(fold(name))):
            continue
        stem = next((name[len(v) + 1:] for v in vendors if name.startswith(v + " ")), name)
        lone = " " not in stem
        if fold(stem) not in known and (len(stem) < 3 or everyday.has(fold(stem)) or (lone and stem[0].islower())):
            stem = name
        rare = int(row["occupations"]) < 2 and row["in_demand"] != "Y"
        if everyday.has(fold(stem)) and " " not in stem or rare and (PLAIN.search(stem) or len(stem) < 5):
            continue
        table.add(stem, "onet", "word" if PLAIN.search(stem) else "", [a for a in (name, full) if a != stem])


def add_linguist(table, linguist, everyday):
    for row in linguist:
        name = row["language"]
        if row["type"] not in ("programming", "markup") or row["group"]:
            continue
        short = len(name) < 4
        if everyday.has(fold(name)) or short and not re.search(r"[+#]", name):
            continue
        aliases = [a for a in row["aliases"].split("|") if len(a) > 4 and not everyday.has(fold(a))]
        table.add(name, "linguist", "strict" if PLAIN.search(name) else "", aliases)


VAGUE = re.compile(
    r"\b(of|types?|kinds?|the|and|for|in|to|or|on|with|from|by|between|various|different|related|general|e\.g)\b|[(),/]")


def noun(label, verbs):
    """Whether a label is a short noun phrase, not a sentence."""
    words = label.split()
    if not words or len(words) > 3 or VAGUE.search(label):
        return False
    first = words[0].lower()
    return first not in verbs and not re.match(r"\d", label)


HEADS = set("""accounting administration analysis analytics animation appraisal arbitration architecture assembly
assessment assurance auditing automation billing bookkeeping branding budgeting calibration care cataloguing cleaning
coding compliance composition configuration conservation construction control cooking coordination counselling
debugging dentistry design development diagnosis diagnostics dispensing distribution drafting drawing editing
education embroidery engineering estimation evaluation excavation fabrication farming finishing fitting forecasting
forging fundraising gardening grinding hiring illustration immunisation inspection installation insurance
interpretation inventory investigation irrigation journalism leasing lighting litigation lobbying logistics
machining maintenance management manufacturing mapping marketing massage mediation merchandising milling mining
modelling monitoring negotiation nursing nutrition optimisation outsourcing packaging painting payroll photography
planning plastering plumbing policy pricing printing procurement production programming proofreading
prototyping publishing purchasing reconciliation recruitment recycling refurbishment rehabilitation relations repair
reporting research restoration retouching roofing safety sampling scheduling sculpting security sewing simulation
soldering sourcing spectroscopy sterilisation storyboarding supervision surgery surveillance surveying taxation teaching
telemarketing testing therapy tiling training transcription translation treatment troubleshooting tutoring
underwriting upholstery vaccination valuation warehousing welding woodworking writing""".split())


def add_esco(table, esco, everyday):
    verbs = {r["preferred_label"].split()[0].lower() for r in esco if r["type"] == "skill"}
    gerunds = {v + "ing" for v in verbs} | {v[:-1] + "ing" for v in verbs} | {v + v[-1] + "ing" for v in verbs}
    for row in esco:
        if row["type"] == "knowledge":
            add_knowledge(table, row, verbs | gerunds, everyday)
    for row in esco:
        if row["type"] == "skill":
            add_practice(table, row, verbs | gerunds)


def stems(name):
    return {w[:5] for w in fold(name).split()}


def alike(alias, name):
    """Whether an alias says the same in nearly the same words: looser ones would name what nobody wrote."""
    a, b = stems(alias), stems(name)
    return 2 * len(a & b) >= len(a | b)


SUBJECT = re.compile(r"^[a-z-]+$|\b(sciences?|studies|engineering|economics|history|theory|law|medicine|physics|chemistry"
                     r"|biology|psychology|linguistics|geography|arts|mathematics)$")


def add_knowledge(table, row, verbs, everyday):
    label = re.sub(r" \((computer programming|software framework|digital game creation systems|.*)\)$", "",
                   row["preferred_label"])
    names = [label] + row["alt_labels"].split("|")
    product = label != label.lower() and label[:1].isupper()
    if product:
        fine = [n for n in names if n and not everyday.has(fold(n))]
    else:
        fine = [s for n in names if n.count(" ") < 3 and not VAGUE.search(n) and n.split()
                and (n == label or n.split()[0].lower() not in verbs and alike(n, label)) for s in spellings(n)]
        fine = [n for n in fine if " " in n or n == label or n in spellings(label)]
    if not fine or fine[0] not in spellings(label):
        return
    lone = " " not in fine[0] and not product
    table.add(capital(fine[0]), "esco", "word" if lone else "", fine[1:],
              "science" if not product and SUBJECT.search(fine[0]) else "")


def add_practice(table, row, verbs):
    """Of "manage budgets" only the nouns: "budget management"."""
    names = [s for n in row["alt_labels"].split("|") if noun(n, verbs) and n.split()[-1].lower() in HEADS
             and " " in n for s in spellings(n)]
    if names:
        table.add(capital(names[0]), "esco", "", [n for n in names[1:] if alike(n, names[0])])


def fixtures():
    """Where the taxonomies lie beside the project."""
    around = os.environ.get("HIRE_FIXTURES") or HERE.parents[3] / "shared" / "fixtures"
    return Path(around) / "taxonomy"


def drawn(folder):
    esco, onet, linguist = (rows(folder / n) for n in
                            ("esco_skills_en.tsv", "onet_technology_skills.tsv", "linguist_languages.tsv"))
    everyday = Everyday(esco)
    table = Table()
    add_linguist(table, linguist, everyday)
    add_onet(table, onet, everyday, curated())
    add_esco(table, esco, everyday)
    return table.text()


def check():
    if not fixtures().is_dir():
        print("skipped: the taxonomies are not here")
        return 77
    if OUT.read_text(encoding="utf-8") != drawn(fixtures()):
        return "taxonomy.tsv is not what select.py makes: run it and look at the difference"
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    OUT.write_text(drawn(Path(sys.argv[1]) if sys.argv[1:] else fixtures()), encoding="utf-8")
