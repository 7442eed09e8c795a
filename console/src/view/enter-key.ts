import { h } from './element';
import { masthead } from './masthead';

export function enterKey(use: (key: string) => void): HTMLElement {
  const field = h('input', {
    id: 'key',
    name: 'key',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'tdm_…',
    required: true,
    'aria-describedby': 'key-hint',
  });
  const form = h(
    'form',
    { class: 'key-form' },
    h('label', { for: 'key' }, 'API key'),
    h('div', { class: 'row' }, field, h('button', { type: 'submit', class: 'primary' }, 'Continue')),
    h(
      'p',
      { id: 'key-hint', class: 'hint' },
      'make run writes the first key to .tandem/run.json, under api. The key stays in this tab and is forgotten when the tab closes.',
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value.trim() !== '') use(field.value);
  });
  return h(
    'div',
    { class: 'screen' },
    masthead(),
    h('h1', {}, 'Talk to your agents'),
    h(
      'p',
      { class: 'lead' },
      'This page calls a published workflow from your browser. It needs an API key to do so.',
    ),
    form,
  );
}
