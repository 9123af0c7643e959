// SPDX-License-Identifier: MIT
// peers.js - what programs usually do with a resume and a job in node.
// usage: node peers.js FOLDER TABLE.tsv...; FOLDER holds resume.txt and job.txt.
// Reads lines "NAME TIMES" and answers each with microseconds for one turn.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const [folder, ...tables] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const resume = read('resume.txt');
const job = read('job.txt');

// Names and other names of skills, as the library's tables have them.
function skillNames() {
  const names = new Set();
  const lines = tables.map((t) => fs.readFileSync(t, 'utf8')).join('\n');
  for (const line of lines.split('\n')) {
    if (!line || line[0] === '#') continue;
    const cells = line.split('\t');
    for (const name of [cells[0], ...(cells[4] || '').split('|')])
      if (name) names.add(name.replace(/^\^/, '').toLowerCase());
  }
  return names;
}

const names = skillNames();
const tokens = (text) => text.toLowerCase().match(/[a-z0-9+#.]+/g) || [];

function skillsOf(words) {
  const found = new Set();
  for (let i = 0; i < words.length; i++) {
    let gram = '';
    for (let n = 0; n < 3 && i + n < words.length; n++) {
      gram = n ? gram + ' ' + words[i + n] : words[i];
      if (names.has(gram)) found.add(gram);
    }
  }
  return found;
}

function counts(words) {
  const map = new Map();
  for (const w of words) map.set(w, (map.get(w) || 0) + 1);
  return map;
}

// Cosine of TF-IDF vectors over the two documents.
function cosine(a, b) {
  let dot = 0, aa = 0, bb = 0;
  const weight = (n, w) => n * Math.log(1 + 2 / (1 + a.has(w) + b.has(w)));
  for (const [w, n] of a) {
    const x = weight(n, w);
    aa += x * x;
    if (b.has(w)) dot += x * weight(b.get(w), w);
  }
  for (const [w, n] of b) bb += weight(n, w) ** 2;
  return aa && bb ? dot / Math.sqrt(aa * bb) : 0;
}

function prepare(text) {
  const words = tokens(text);
  return { skills: skillsOf(words), counts: counts(words) };
}

function contacts(text) {
  const email = /[\w.+-]+@[\w-]+\.[\w.-]+/.exec(text);
  const phone = /\+?\(?\d[\d ().-]{7,}\d/.exec(text);
  return { email: email && email[0], phone: phone && phone[0] };
}

function match(ready) {
  const mine = prepare(resume);
  const has = [], lacks = [];
  for (const s of ready.skills) (mine.skills.has(s) ? has : lacks).push(s);
  return JSON.stringify({ ...contacts(resume), has, lacks,
    score: Math.round(100 * cosine(mine.counts, ready.counts)) }).length;
}

let TfIdf;
try {
  TfIdf = require('natural/lib/natural/tfidf/tfidf.js');
} catch (e) {
  TfIdf = null;
}

function natural() {
  const both = new TfIdf();
  both.addDocument(resume);
  both.addDocument(job);
  const a = new Map(), b = new Map();
  for (const t of both.listTerms(0)) a.set(t.term, t.tfidf);
  for (const t of both.listTerms(1)) b.set(t.term, t.tfidf);
  return cosine(a, b);
}

const ready = prepare(job);
const turns = {
  match: () => match(prepare(job)),
  ready: () => match(ready),
  skills: () => skillsOf(tokens(resume)).size,
  natural,
};

let kept = 0; // so that nothing is left out as unused
function micros(turn, times) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) kept += turn();
  return Number(process.hrtime.bigint() - start) / 1e3 / times;
}

// As fast as it gets, before anything is measured.
for (const name of Object.keys(turns))
  if (name !== 'natural' || TfIdf) micros(turns[name], 500);

process.stdout.write(`ready ${TfIdf ? 'natural' : 'alone'}\n`);
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [name, times] = line.split(' ');
  process.stdout.write(`${micros(turns[name], Number(times))}\n`);
}).on('close', () => process.exit(kept < 0 ? 1 : 0));
