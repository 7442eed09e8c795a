import { h } from './element';

export function masthead(...aside: (HTMLElement | null)[]): HTMLElement {
  return h('header', { class: 'masthead' }, h('span', { class: 'wordmark' }, 'Tandem'), ...aside);
}
