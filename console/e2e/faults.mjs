// What the page says when something is wrong: each case in headless Chromium, with the API's answers made up here.
// Prints a JSON report; exits 0 only if every case is told in words, with what to do.
//
//   node faults.mjs <folder of the built page>

import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { launch } from './browser.mjs';

const ORIGIN = 'http://localhost:8080';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const MICROPHONE = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
// Nothing listens on the discard port of this machine.
const DEAF = 'ws://127.0.0.1:9';

const shop = { id: 'w1', name: 'Shop', description: null, published: { id: 'v1', version: 1 } };
const listed = { 'GET /api/workflows': [200, { items: [shop], next_cursor: null }] };
const started = {
  id: 'c1',
  status: 'active',
  livekit: { url: DEAF, room: 'r', token: 't' },
  temporal: { workflow_id: 'tandem/call-c1', url: null },
};
const record = {
  ...started,
  channel: 'voice',
  agent: null,
  started_at: '2026-01-01T00:00:00Z',
  ended_at: '2026-01-01T00:00:09Z',
  status: 'dropped',
  variables: {},
  transcript: [],
  tools: [],
  transfers: [],
};

const CASES = [
  { name: 'no key', address: '/', expect: ['API key', 'Continue'] },
  {
    name: 'a key that is not accepted',
    answers: { 'GET /api/workflows': [401, {}] },
    expect: ['not accepted', 'Enter another key'],
  },
  { name: 'an API that does not answer', answers: {}, expect: ['does not answer', 'make run', 'Try again'] },
  {
    name: 'no published workflow',
    answers: { 'GET /api/workflows': [200, { items: [{ ...shop, published: null }], next_cursor: null }] },
    expect: ['No workflow is published yet', 'publish', 'Read the list again'],
  },
  {
    name: 'a workflow that was archived meanwhile',
    flags: MICROPHONE,
    answers: { ...listed, 'POST /api/calls': [409, { detail: 'Version 1 is archived.' }] },
    call: true,
    expect: ['no published version', 'Version 1 is archived.'],
  },
  {
    name: 'no microphone',
    answers: listed,
    call: true,
    expect: ['No microphone was found', 'Call and type'],
  },
  {
    name: 'a refused microphone',
    flags: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
    answers: listed,
    call: true,
    expect: ['microphone was refused', 'Call and type'],
  },
  {
    name: 'a LiveKit server that is not there',
    flags: MICROPHONE,
    answers: { ...listed, 'POST /api/calls': [201, started], 'GET /api/calls/c1': [200, record] },
    call: true,
    expect: ['LiveKit server cannot be reached', DEAF, 'Try again', 'dropped'],
  },
];

const [folder] = process.argv.slice(2);
if (!existsSync(join(folder ?? '', 'index.html'))) {
  console.error('Say where the built page is: node faults.mjs <folder>; npm run build makes it.');
  process.exit(2);
}
const cases = [];
for (const { name, flags = [], address = '/#key=tdm_key', answers = {}, call = false, expect } of CASES) {
  const browser = await launch(...flags);
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => answer(route, answers));
    await page.goto(ORIGIN + address);
    if (call) await page.getByRole('button', { name: 'Call Shop' }).click();
    await Promise.all(expect.map((words) => page.getByText(words).first().waitFor({ timeout: 40_000 })));
    cases.push({ name, ok: true, detail: await page.locator('main').innerText() });
  } catch (error) {
    cases.push({ name, ok: false, detail: `${error}\n${await shown(browser)}` });
  } finally {
    await browser.close();
  }
}
console.log(JSON.stringify(cases, null, 2));
process.exit(cases.every(({ ok }) => ok) ? 0 : 1);

function answer(route, answers) {
  const { pathname } = new URL(route.request().url());
  if (pathname.startsWith('/api/')) {
    const made = answers[`${route.request().method()} ${pathname}`];
    return made ? route.fulfill({ status: made[0], json: made[1] }) : route.abort('connectionrefused');
  }
  const file = join(folder, pathname === '/' ? 'index.html' : pathname);
  return existsSync(file)
    ? route.fulfill({ contentType: TYPES[extname(file)], body: readFileSync(file) })
    : route.fulfill({ status: 404 });
}

/** What the page says instead. */
async function shown(browser) {
  const [page] = browser.contexts().flatMap((context) => context.pages());
  return page ? page.locator('main').innerText() : '';
}
