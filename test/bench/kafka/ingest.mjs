// Events through the door of a real server process.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { benchEvents } from '../events.mjs';
import { seconds } from '../measure.mjs';
import { eachInLanes, groupsOf } from './lanes.mjs';

const command = fileURLToPath(new URL('../../../apps/cli/bin/mingxiao.mjs', import.meta.url));

/** Starts `mingxiao serve --role ingest` as a person would; resolves with its address once it serves. */
export const startServer = (environment, flags = []) => {
  const parameters = ['--max-semi-space-size=32', ...flags, command, 'serve', '--port', '0', '--role', 'ingest', '--no-sample'];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MINGXIAO_LOG_LEVEL: 'error', ...environment } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const url = /serves (http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, stop, pid: child.pid });
    });
    void ended.then(() => reject(new Error(`the server ended before it served: ${said}`)));
  });
};

/** Sends a body; resolves when all of its events were accepted. */
const post = ({ url, agent, type }, { body, count }) =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/events`, { method: 'POST', agent, headers: { 'content-type': type, 'content-length': body.length } }, (answer) => {
      let end = '';
      answer.on('data', (chunk) => (end = (end + chunk.toString('latin1')).slice(-200)));
      answer.on('end', () => (end.includes(`"accepted":${count},`) ? resolve() : reject(new Error(`${answer.statusCode}: …${end}`))));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const forms = {
  lines: { type: 'application/x-ndjson', bodyOf: (texts) => Buffer.from(texts.join('\n')) },
  array: { type: 'application/cloudevents-batch+json', bodyOf: (texts) => Buffer.from(`[${texts.join(',')}]`) },
};

/** Of a process, all of its threads: the system counts hundredths of a second. */
const cpuSeconds = (pid) => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
};

/** Events a second, from the first request to the last answer, and microseconds of the servers' CPU for each. Each lane has one server. */
export const ingest = async (servers, { events, warmUp, perBatch, lanes, form }) => {
  const { type, bodyOf } = forms[form];
  const bodies = groupsOf([...benchEvents(events + warmUp)], perBatch).map((texts) => ({ body: bodyOf(texts), count: texts.length }));
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const send = (batch, lane) => post({ url: servers[lane % servers.length].url, agent, type }, batch);
  await eachInLanes(bodies.splice(0, Math.ceil(warmUp / perBatch)), lanes, send);
  const used = () => servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  const usedBefore = used();
  const begun = performance.now();
  await eachInLanes(bodies, lanes, send);
  const rate = events / seconds(begun);
  agent.destroy();
  return { rate, cpu: ((used() - usedBefore) * 1e6) / events };
};
