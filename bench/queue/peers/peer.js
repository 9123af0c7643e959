// SPDX-License-Identifier: MIT
// peer.js - one row of the queue benchmark for a queue of npm.
//
// usage: node peer.js graphile|pgboss|bullmq put|claim|idle URL JOBS BATCH
// Prints a rate, or median and 99th percentile in milliseconds.
'use strict';

const [who, row, url, jobsText, batchText] = process.argv.slice(2);
const jobs = Number(jobsText), batch = Number(batchText);
const LANES = 16, ADDS = 150, PAUSE_MS = 5;
const body = {
	application: 'app_01hzzzzzzzzzzzzzzzzzzzzzzz',
	resume: 'res_01hzzzzzzzzzzzzzzzzzzzzzzz',
	attempt: 1,
	reason: 'submitted',
};
const now = () => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const times = (n, make) => Array.from({ length: n }, make);

// Each says how to be opened, to add some, to work off `jobs`, and to work as
// an idle worker that calls `started`.
const peers = {
	async graphile() {
		const { makeWorkerUtils, run, Logger } = require('graphile-worker');
		const logger = new Logger(() => () => {});
		const { Pool } = require('pg');
		const pgPool = new Pool({ connectionString: url, max: LANES + 2 });
		const utils = await makeWorkerUtils({ pgPool, logger });
		await utils.migrate();
		const start = (task, preset) => run({ pgPool, logger,
			concurrency: LANES, noHandleSignals: true, taskList: { task },
			...(preset ? { preset } : {}) });
		return {
			add: (n) => (n === 1 ? utils.addJob('task', body)
				: utils.addJobs(times(n, () => ({ identifier: 'task', payload: body })))),
			async work(one) {
				const runner = await start(one, batch > 1 && { worker: {
					localQueue: { size: 500 }, completeJobBatchDelay: 0,
					failJobBatchDelay: 0, concurrentJobs: LANES } });
				return () => runner.stop();
			},
		};
	},
	async pgboss() {
		const PgBoss = require('pg-boss');
		const boss = new PgBoss({ connectionString: url, max: LANES + 2,
			supervise: false, schedule: false });
		boss.on('error', () => {});
		await boss.start();
		await boss.createQueue('task');
		return {
			add: (n) => (n === 1 ? boss.send('task', body)
				: boss.insert(times(n, () => ({ name: 'task', data: body })))),
			async work(one) {
				let over = false;
				if (row === 'idle') {
					await boss.work('task', { pollingIntervalSeconds: 0.5 }, one);
					return () => {};
				}
				for (let i = 0; i < LANES; i++)
					(async () => {
						while (!over) {
							const got = await boss.fetch('task', { batchSize: batch });
							for (const job of got) one(job);
							if (got.length)
								await boss.complete('task', got.map((j) => j.id));
						}
					})();
				return () => { over = true; };
			},
		};
	},
	async bullmq() {
		const { Queue, Worker } = require('bullmq');
		const IORedis = require('ioredis');
		const { hostname, port } = new URL(url);
		const connect = () => new IORedis(Number(port), hostname,
			{ maxRetriesPerRequest: null });
		const queue = new Queue('task', { connection: connect() });
		await queue.waitUntilReady();
		return {
			add: (n) => (n === 1 ? queue.add('task', body)
				: queue.addBulk(times(n, () => ({ name: 'task', data: body })))),
			async work(one) {
				const worker = new Worker('task', async () => one(),
					{ connection: connect(), concurrency: LANES });
				return () => worker.close(true);
			},
		};
	},
};

const spread = (count, each) => Promise.all(times(LANES, async () => {
	for (let i = 0; i < count / LANES; i++) await each();
}));

async function rows(peer) {
	if (row === 'put') {
		const begun = now();
		await spread(jobs / batch, () => peer.add(batch));
		return (jobs / (now() - begun) * 1e3).toFixed(1);
	}
	if (row === 'claim') {
		for (let n = 0; n < jobs; n += 500) await peer.add(Math.min(500, jobs - n));
		let left = jobs, all;
		const over = new Promise((done) => { all = done; });
		const begun = now();
		await peer.work(() => { if (!--left) all(); });
		await over;
		return (jobs / (now() - begun) * 1e3).toFixed(1);
	}
	const taken = [];
	let told;
	await peer.work(async () => { told(now()); });
	await sleep(1500);
	for (let i = 0; i < ADDS; i++) {
		const start = new Promise((done) => { told = done; });
		const begun = now();
		await peer.add(1);
		taken.push(await start - begun);
		await sleep(PAUSE_MS);
	}
	taken.sort((a, b) => a - b);
	return `${taken[ADDS >> 1].toFixed(3)} ${taken[Math.floor(ADDS * 0.99)].toFixed(3)}`;
}

peers[who]().then(rows).then((line) => {
	console.log(line);
	process.exit(0);
}, (err) => {
	console.error(`${who}: ${err.message}`);
	process.exit(1);
});
