import type { Workflow } from '../api';
import { h, icon } from './element';
import { masthead } from './masthead';

export interface Choices {
  readonly published: readonly Workflow[];
  readonly unpublished: number;
}

export interface ChooseActions {
  call(workflow: Workflow): void;
  reload(): void;
  changeKey(): void;
}

/** @param choices null where they could not be read */
export function choose(
  choices: Choices | 'loading' | null,
  notice: HTMLElement | null,
  actions: ChooseActions,
): HTMLElement {
  return h(
    'div',
    { class: 'screen' },
    masthead(
      h('button', { type: 'button', class: 'link', onclick: () => actions.changeKey() }, 'Change API key'),
    ),
    h('h1', {}, 'Talk to your agents'),
    h(
      'p',
      { class: 'lead' },
      'Call a published workflow with your microphone. Every call is a real one: recorded, durable, and to be read in Temporal.',
    ),
    notice,
    choices === 'loading' ? loading() : choices && list(choices, actions),
  );
}

function loading(): HTMLElement {
  return h('p', { class: 'hint', 'aria-busy': 'true' }, 'Reading the workflows…');
}

function list({ published, unpublished }: Choices, actions: ChooseActions): HTMLElement {
  if (published.length === 0) {
    return nothing(unpublished, actions);
  }
  return h(
    'div',
    {},
    h('ul', { class: 'workflows' }, ...published.map((workflow) => row(workflow, actions))),
    unpublished > 0
      ? h('p', { class: 'hint' }, `${count(unpublished, 'more workflow')} without a published version.`)
      : null,
  );
}

function row(workflow: Workflow, actions: ChooseActions): HTMLElement {
  return h(
    'li',
    {},
    h(
      'div',
      {},
      h('h2', {}, workflow.name, ' ', h('span', { class: 'version' }, `v${workflow.published?.version}`)),
      workflow.description ? h('p', {}, workflow.description) : null,
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'primary',
        'aria-label': `Call ${workflow.name}`,
        onclick: () => actions.call(workflow),
      },
      icon('call'),
      'Call',
    ),
  );
}

function nothing(unpublished: number, actions: ChooseActions): HTMLElement {
  return h(
    'div',
    { class: 'nothing' },
    h('h2', {}, 'No workflow is published yet'),
    h(
      'p',
      {},
      unpublished > 0
        ? `There ${unpublished === 1 ? 'is one draft' : `are ${unpublished} drafts`}. Publish a version with `
        : 'Create one with POST /api/workflows, then publish its version with ',
      h('code', {}, 'POST /api/workflow-versions/{id}/publish'),
      '.',
    ),
    h('button', { type: 'button', class: 'quiet', onclick: () => actions.reload() }, 'Read the list again'),
  );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
