// One call on the page, in headless Chromium, with a recorded caller as its microphone. Prints a JSON report; exits 0
// only if every check holds.
//
//   node call.mjs --page 'http://127.0.0.1:8080/#key=tdm_…' --workflow 'Shop' --wav caller.wav
//                 --said order,shipped --answered tuesday --pictures target/page
//
// caller.wav: 48 kHz mono, 16 bit, played once from the moment the microphone opens: it begins with enough silence for
// the agent's greeting. --said: words to be recognised of the caller; --answered: words of an agent after the caller
// has spoken. Each, in any case, separated by commas.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';

const options = { type: 'string' };
const { values } = parseArgs({
  options: {
    page: options,
    workflow: options,
    wav: options,
    said: { ...options, default: '' },
    answered: { ...options, default: '' },
    pictures: options,
    seconds: { ...options, default: '60' },
  },
});
for (const name of ['page', 'workflow', 'wav', 'pictures']) {
  if (!values[name]) {
    console.error(`--${name} is missing; the head of this file says what it means`);
    process.exit(2);
  }
}

/** Loudness, 0 to 1, from which a sample is taken for speech and not for noise. */
const AUDIBLE = 0.02;
const PATIENCE_MS = 1000 * Number(values.seconds);

const report = {
  passed: false,
  checks: [],
  states: [],
  agents: [],
  transcript: [],
  peak: 0,
  errors: [],
  warnings: [],
  pictures: [],
};
mkdirSync(values.pictures, { recursive: true });

const browser = await launch(
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${values.wav}%noloop`,
);
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => report.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') report.errors.push(message.text());
    if (message.type() === 'warning') report.warnings.push(message.text());
  });
  await page.addInitScript(witness);
  try {
    await callOn(page);
  } catch (error) {
    report.checks.push({ name: 'the call went through', ok: false, detail: String(error) });
    report.page = await page.locator('main').innerText();
    await picture(page, 'failure');
  }
} finally {
  await browser.close();
}
report.checks.push({
  name: 'nothing went wrong on the page',
  ok: report.errors.length === 0,
  detail: report.errors.join('; '),
});
report.passed = report.checks.every(({ ok }) => ok);
console.log(JSON.stringify(report, null, 2));
process.exit(report.passed ? 0 : 1);

async function callOn(page) {
  await page.goto(values.page);
  await check('the key is out of the address', async () => !page.url().includes('tdm_') && page.url());
  await page.getByRole('button', { name: `Call ${values.workflow}`, exact: true }).click();
  await check('an agent attends', () =>
    visible(page, '.talk[data-phase="connected"]:not([data-agent-state="absent"])'),
  );
  await check('it greets', () => visible(page, '.line.agent[data-final="true"]'));
  await picture(page, 'greeting');
  await check('the caller is understood', () => said(page, 'caller', values.said));
  await check('the agent answers', () => said(page, 'agent', values.answered, '.line.caller ~ '));
  await check('it is heard', () => page.waitForFunction((loud) => globalThis.witnessed.peak > loud, AUDIBLE));
  await check('it listens, and speaks', async () => {
    await page.waitForFunction(() =>
      ['listening', 'speaking'].every((s) => globalThis.witnessed.states.includes(s)),
    );
  });
  await picture(page, 'call');
  Object.assign(report, await page.evaluate(() => globalThis.witnessed));
  report.transcript = await page.locator('.words .line').allInnerTexts();
  await page.getByRole('button', { name: 'Hang up' }).click();
  await check('the call is recorded as completed', () => visible(page, '.summary[data-status="completed"]'));
  await check('the summary tells the call', () => said(page, 'caller', values.said));
  await check('it leads to Temporal', () => page.locator('a.temporal').getAttribute('href'));
  await picture(page, 'summary', true);
}

/** Runs a check; what it answers is its detail, and `false` or an exception fails it and ends the call. */
async function check(name, look) {
  const since = Date.now();
  try {
    const seen = await look();
    report.checks.push({
      name,
      ok: seen !== false,
      detail: typeof seen === 'string' ? seen : '',
      ms: Date.now() - since,
    });
  } catch (error) {
    report.checks.push({ name, ok: false, detail: String(error), ms: Date.now() - since });
    throw error;
  }
}

async function visible(page, selector) {
  const found = page.locator(selector).first();
  await found.waitFor();
  return (await found.innerText()).split('\n').join(' ').slice(0, 200);
}

/** Waits until every word stands in a final line of the caller or of an agent. */
async function said(page, who, words, after = '') {
  const expected = words.toLowerCase().split(',').filter(Boolean);
  const selector = `${after}.line.${who}[data-final="true"]`;
  const handle = await page.waitForFunction(
    ([lines, wanted]) => {
      const text = [...document.querySelectorAll(`${lines} .text`)].map((text) => text.innerText).join(' ');
      return text !== '' && wanted.every((word) => text.toLowerCase().includes(word)) && text;
    },
    [selector, expected],
  );
  return handle.jsonValue();
}

async function picture(page, name, fullPage = false) {
  const path = join(values.pictures, `${name}.png`);
  await page.screenshot({ path, fullPage });
  report.pictures.push(path);
}

/** Runs in the page: notes the agent's states and names as they change, and how loud its voice really is. */
function witness() {
  const witnessed = { states: [], agents: [], peak: 0 };
  globalThis.witnessed = witnessed;
  const note = (list, value) => value && list.at(-1) !== value && list.push(value);
  new MutationObserver(() => {
    const talk = document.querySelector('.talk');
    note(witnessed.states, talk?.dataset.agentState);
    note(witnessed.agents, talk?.dataset.agent);
  }).observe(document, { subtree: true, attributes: true, childList: true });
  let ear = null;
  setInterval(() => {
    const stream = document.querySelector('audio[data-voice="agent"]')?.srcObject;
    if (stream && ear?.stream !== stream) {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 4096 });
      context.createMediaStreamSource(stream).connect(analyser);
      ear = { stream, analyser, samples: new Float32Array(analyser.fftSize) };
    }
    ear?.analyser.getFloatTimeDomainData(ear.samples);
    for (const sample of ear?.samples ?? []) witnessed.peak = Math.max(witnessed.peak, Math.abs(sample));
  }, 50);
}
