// SPDX-License-Identifier: MIT
// peer.js - what a server of that kind usually is in node; prints its port.
// usage: node peer.js health | echo | socketio | fill DB JOBS | board DB |
//        answers DB | answersPg URL | login PASSWORD
'use strict';
const fs = require('fs');
const http = require('http');

const [mode, file, more] = process.argv.slice(2);
const ready = (port) => process.stdout.write(`peer on http://127.0.0.1:${port}\n`);
const HOST = '127.0.0.1';
process.on('SIGTERM', () => process.exit(0));

// As durable as the embedded store: a commit is on the disk.
function database(path) {
  const db = require('better-sqlite3')(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return db;
}

const JOB = {
  id: 'string', title: 'string', place: 'string', details: 'string',
  requirements: 'string', remote: 'boolean', salary_min: 'integer',
  salary_max: 'integer', currency: 'string', state: 'string',
  interview_minutes: 'integer', question_count: 'integer',
  organisation_id: 'string', visibility: 'string', version: 'integer',
  posted_at: 'string', created_at: 'string', updated_at: 'string',
};

function fill(path, lines) {
  const db = database(path);
  const names = Object.keys(JOB);
  db.exec(`create table jobs(${names.join(',')});
    create unique index jobs_id on jobs(id);
    create virtual table words using fts5(title, place, details, requirements,
      content='jobs', tokenize='unicode61');`);
  const add = db.prepare(
    `insert into jobs values(${names.map((n) => '@' + n).join(',')})`);
  const now = new Date(0).toISOString();
  db.transaction(() => {
    for (const line of fs.readFileSync(lines, 'utf8').trim().split('\n'))
      add.run({ place: '', requirements: '', remote: 0, salary_min: 0,
        salary_max: 0, currency: '', state: 'open', interview_minutes: 30,
        question_count: 10, organisation_id: 'organisation',
        visibility: 'public', version: 1, posted_at: now, created_at: now,
        updated_at: now, ...JSON.parse(line) });
    db.exec("insert into words(words) values('rebuild')");
  })();
  db.close();
}

function serve(app) {
  app.listen({ host: HOST, port: 0 }).then(() => ready(app.server.address().port));
}

const object = (properties) => ({ type: 'object', properties });
const typed = (map) => object(Object.fromEntries(
  Object.entries(map).map(([k, type]) => [k, { type }])));

function health() {
  const app = require('fastify')();
  const schema = { response: { 200: typed({ status: 'string', version: 'string' }) } };
  app.get('/healthz', { schema }, async () => ({ status: 'ok', version: '0.1.0' }));
  serve(app);
}

function board(path) {
  const db = database(path);
  const app = require('fastify')();
  const find = db.prepare(`select j.* from words w join jobs j on j.rowid = w.rowid
    where words match ? and j.state = 'open' and j.visibility = 'public'
    order by w.rowid desc limit 20`);
  const schema = {
    querystring: typed({ words: 'string' }),
    response: { 200: object({ jobs: { type: 'array', items: typed(JOB) },
      next: { type: 'string' } }) },
  };
  app.get('/api/v1/board', { schema }, async (request) => {
    const words = request.query.words.match(/[a-z0-9]+/g) || [];
    const jobs = find.all(words.map((w) => `"${w}"*`).join(' '));
    return { jobs, next: jobs.length ? jobs[jobs.length - 1].id : '' };
  });
  serve(app);
}

function echo() {
  const { WebSocketServer } = require('ws');
  const wss = new WebSocketServer({ host: HOST, port: 0,
    perMessageDeflate: false, backlog: 1024 });
  wss.on('connection', (s) => s.on('message', (m) => s.send(m.toString())));
  wss.on('listening', () => ready(wss.address().port));
}

function socketio() {
  const { Server } = require('socket.io');
  const server = http.createServer();
  const io = new Server(server, { transports: ['websocket'], pingInterval: 60000 });
  io.on('connection', (s) => s.on('m', (m) => s.emit('m', m)));
  server.listen(0, HOST, 1024, () => ready(server.address().port));
}

// The messages of an interview; an answer is acknowledged when `keep` is done.
function interviews(keep) {
  const { WebSocketServer } = require('ws');
  const wss = new WebSocketServer({ host: HOST, port: 0,
    perMessageDeflate: false, backlog: 1024 });
  let run = Date.now();
  wss.on('connection', (s) => {
    const interview = run++;
    const say = (o) => s.send(JSON.stringify(o));
    const event = (name) => say({ type: 'event', event: name, text: 'What did you build?' });
    s.on('message', async (m) => {
      const { type, id, text } = JSON.parse(m);
      if (type === 'hello') return say({ type: 'welcome' });
      if (type === 'answer') await keep([interview, id, text, Date.now()]);
      say({ type: 'ack', id });
      event(type === 'begin' ? 'greet' : 'ask');
    });
  });
  wss.on('listening', () => ready(wss.address().port));
}

function answers(path) {
  const db = database(path);
  db.exec(`create table if not exists answers(interview integer, id text,
    body text, at integer, primary key(interview, id)) without rowid`);
  const add = db.prepare('insert into answers values(?,?,?,?) on conflict do nothing');
  interviews((row) => add.run(...row));
}

async function answersPg(url) {
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString: url, max: 16 });
  await pool.query(`create table if not exists peer_answers(interview bigint,
    id text, body text, at bigint, primary key(interview, id))`);
  interviews((values) => pool.query({ name: 'add', values,
    text: 'insert into peer_answers values($1,$2,$3,$4) on conflict do nothing' }));
}

function login(password) {
  const { hash, verify } = require('@node-rs/argon2');
  const app = require('fastify')();
  const kept = hash(password, { memoryCost: 19456, timeCost: 2, parallelism: 1 });
  app.post('/api/v1/sessions', async (request, reply) => {
    if (await verify(await kept, request.body.password))
      return { access: 'a'.repeat(200), refresh: 'b'.repeat(64) };
    return reply.code(401).send({});
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  serve(app);
}

({ health, echo, socketio, fill, board, answers, answersPg, login })[mode](file, more);
