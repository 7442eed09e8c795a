import type { CallRecord, Said, ToolRun, Transfer } from '../api';
import { duration } from '../time';
import { h, icon } from './element';
import { masthead } from './masthead';
import { line } from './words';

export interface SummaryActions {
  again: (() => void) | null;
  back(): void;
}

/** What is known of a call after its end; `null` while it is being read. */
export function summary(
  workflow: string,
  call: CallRecord | null,
  notice: HTMLElement | null,
  actions: SummaryActions,
): HTMLElement {
  return h(
    'div',
    { class: 'screen summary', 'data-call': call?.id, 'data-status': call?.status },
    masthead(h('span', { class: 'callee' }, workflow)),
    h('h1', {}, actions.again === null && call?.status === 'active' ? 'Call in progress' : 'Call ended'),
    notice,
    call === null && notice === null ? h('p', { class: 'hint' }, 'Reading what was recorded…') : null,
    call === null ? null : facts(call, actions.again !== null),
    h(
      'div',
      { class: 'actions' },
      actions.again
        ? h(
            'button',
            { type: 'button', class: 'primary', onclick: actions.again },
            icon('call'),
            'Call again',
          )
        : null,
      h('button', { type: 'button', class: 'quiet', onclick: () => actions.back() }, 'Back to the workflows'),
      call?.temporal.url ? temporalLink(call.temporal.url) : null,
    ),
    call === null ? null : story(call),
  );
}

function facts(call: CallRecord, hungUp: boolean): HTMLElement {
  const ended = call.ended_at === null ? Date.now() : Date.parse(call.ended_at);
  const parts = [
    hungUp && call.status === 'active' ? 'being recorded…' : call.status,
    duration((ended - Date.parse(call.started_at)) / 1000),
    plural(call.transfers.length, 'transfer'),
    plural(call.tools.length, 'tool'),
  ];
  return h('p', { class: 'lead' }, parts.join(' · '));
}

function temporalLink(url: string): HTMLElement {
  return h(
    'a',
    { class: 'temporal', href: url, target: '_blank', rel: 'noopener' },
    'Read it in Temporal',
    icon('arrow'),
  );
}

function story(call: CallRecord): HTMLElement {
  return h(
    'div',
    { class: 'story' },
    section('Transfers', call.transfers, 'The call stayed with one agent.', transfers),
    section('Tools', call.tools, 'No tool ran.', tools),
    section('Variables', Object.entries(call.variables), 'Nothing was noted.', variables),
    section('Transcript', call.transcript, 'Nothing was said.', transcript),
  );
}

function section<T>(
  title: string,
  items: readonly T[],
  empty: string,
  body: (items: readonly T[]) => HTMLElement,
): HTMLElement {
  return h(
    'section',
    { class: title.toLowerCase() },
    h('h2', {}, title),
    items.length === 0 ? h('p', { class: 'hint' }, empty) : body(items),
  );
}

function transfers(items: readonly Transfer[]): HTMLElement {
  return h(
    'ol',
    { class: 'transfers' },
    ...items.map(({ from, to, path, variables: given }) =>
      h(
        'li',
        {},
        h('strong', {}, from),
        icon('arrow'),
        h('strong', {}, to ?? 'end of the call'),
        h(
          'span',
          { class: 'hint' },
          [path, ...Object.entries(given).map(([k, v]) => `${k} ${plain(v)}`)].join(' · '),
        ),
      ),
    ),
  );
}

function tools(items: readonly ToolRun[]): HTMLElement {
  return h(
    'ol',
    { class: 'tools' },
    ...items.map((tool) =>
      h(
        'li',
        { 'data-tool': tool.name },
        h(
          'p',
          {},
          h('strong', {}, tool.name),
          h('span', { class: 'hint' }, `${tool.status} · ${plural(tool.runs, 'run')} · ${tool.key}`),
        ),
        h('pre', {}, h('code', {}, `${plain(tool.arguments)} → ${plain(tool.result)}`)),
      ),
    ),
  );
}

function variables(items: readonly (readonly [string, unknown])[]): HTMLElement {
  return h(
    'dl',
    {},
    ...items.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, plain(value)))),
  );
}

function transcript(items: readonly Said[]): HTMLElement {
  const spoken = items.filter((said) => said.role !== 'tool' && said.text !== '');
  return h(
    'ol',
    { class: 'words' },
    ...spoken.map((said) =>
      line({
        from: said.role === 'caller' ? 'caller' : 'agent',
        agent: said.agent ?? '',
        text: said.text,
        final: true,
        interrupted: said.interrupted,
        typed: false,
      }),
    ),
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function plural(n: number, noun: string): string {
  return n === 0 ? `no ${noun}s` : `${n} ${noun}${n === 1 ? '' : 's'}`;
}
