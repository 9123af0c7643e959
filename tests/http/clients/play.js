// SPDX-License-Identifier: MIT
// play.js URL...: a whole interview with the npm package "ws", by
// docs/interview-protocol.md.  The line is cut once, without a word, and taken up
// again with the second URL.
const WebSocket = require("ws");

const urls = process.argv.slice(2);
const waiting = new Map(); // said, not acknowledged
const parts = new Map();
let seq = 0;
let said = 0;
let prompt = "ready";
let cut = false;
const kinds = {
  ready: "begin", greet: "proceed", ask: "answer", probe: "answer",
  invite: "query", reply: "done",
};

function check(holds, what) {
  if (!holds) {
    console.error(what);
    process.exit(1);
  }
}

function say(line, message) {
  message.id = `m${++said}`;
  waiting.set(message.id, message);
  line.send(JSON.stringify(message));
}

function act(line) {
  if (!prompt || waiting.size) return;
  const type = kinds[prompt];
  const text = {answer: "I built the storage engine.", query: "Where is it?"};
  prompt = null;
  say(line, {type, consent: type === "begin" || undefined, text: text[type]});
  if (seq >= 6 && !cut) {
    cut = true;
    line.terminate(); // perhaps it was heard, perhaps not
  }
}

const hear = {
  welcome(line, m) {
    check(m.protocol === 1, "another protocol");
    for (const lost of waiting.values()) line.send(JSON.stringify(lost));
  },
  ack(line, m) { waiting.delete(m.id); },
  part(line, m) { parts.set(m.seq, (parts.get(m.seq) || "") + m.text); },
  event(line, m) {
    check(m.seq === seq + 1, `entry ${m.seq} after ${seq}`);
    check(!parts.has(m.seq) || parts.get(m.seq) === m.text, "other words");
    seq = m.seq;
    if (m.event in kinds) prompt = m.event;
  },
  state(line, m) {
    check(m.state === "concluded" && m.end === "all_asked", "no conclusion");
  },
  clock(line, m) { check(m.left_ms > 0, "no time left"); },
  error(line, m) { check(false, JSON.stringify(m)); },
};

function play() {
  const url = urls.shift();
  check(url, "the line was lost once too often");
  const line = new WebSocket(url, "hire.v1");
  line.on("open", () =>
    line.send(JSON.stringify({type: "hello", last_seq: seq})));
  line.on("message", (data) => {
    if (line.readyState !== WebSocket.OPEN) return;
    const m = JSON.parse(data);
    check(m.type in hear, `unknown ${m.type}`);
    hear[m.type](line, m);
    act(line);
  });
  line.on("error", (error) => check(false, error.message));
  line.on("close", (code) => {
    if (code === 1006) return play();
    check(code === 1000 && cut, `closed with ${code}`);
    console.log(`ws: ${seq} entries, ${said} said`);
  });
}
play();
