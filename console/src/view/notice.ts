import type { Trouble } from '../trouble';
import { h } from './element';

export interface Offers {
  readonly retry?: () => void;
  readonly key?: () => void;
  readonly typing?: () => void;
  readonly back?: () => void;
}

/** What went wrong, what to do, and the buttons that do it. */
export function notice(trouble: Trouble, offers: Offers): HTMLElement {
  const { retry, key, typing, back } = offers;
  return h(
    'section',
    { class: 'notice', role: 'alert' },
    h('h2', {}, trouble.title),
    h('p', {}, trouble.advice),
    h(
      'div',
      { class: 'actions' },
      trouble.offer === 'key' && key ? button('Enter another key', key) : null,
      (trouble.offer === 'retry' || trouble.offer === 'typing') && retry ? button('Try again', retry) : null,
      trouble.offer === 'typing' && typing ? button('Call and type', typing) : null,
      back ? button('Back to the workflows', back) : null,
    ),
  );
}

function button(label: string, onclick: () => void): HTMLElement {
  return h('button', { type: 'button', class: 'quiet', onclick }, label);
}
