import type { Entry, Line } from '../transcript';
import { h } from './element';

/** The running transcript. Only what changed is touched, so that a selection or a scrolled view stays. */
export class Words {
  readonly root = h('ol', { class: 'words', 'aria-label': 'Transcript' });
  readonly #items: HTMLElement[] = [];
  #entries: readonly Entry[] = [];

  update(entries: readonly Entry[]): void {
    const follow = this.#atEnd();
    entries.forEach((entry, i) => {
      if (this.#entries[i] !== entry) this.#put(i, entry);
    });
    for (const gone of this.#items.splice(entries.length)) gone.remove();
    this.#entries = entries;
    if (follow) this.root.scrollTop = this.root.scrollHeight;
  }

  #put(i: number, entry: Entry): void {
    const item = entry.kind === 'line' ? line(entry) : handover(entry.to);
    const before = this.#items[i];
    if (before === undefined) {
      item.classList.add('new');
      this.root.append(item);
    } else {
      before.replaceWith(item);
    }
    this.#items[i] = item;
  }

  #atEnd(): boolean {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < 48;
  }
}

export function line({
  from,
  agent,
  text,
  final,
  interrupted,
  typed,
}: Omit<Line, 'kind' | 'id'>): HTMLElement {
  return h(
    'li',
    { class: `line ${from}${final ? '' : ' interim'}`, 'data-final': String(final) },
    h('span', { class: 'who' }, from === 'caller' ? 'You' : agent || 'Agent'),
    h(
      'p',
      {},
      h('span', { class: 'text' }, text),
      interrupted ? mark('interrupted') : null,
      typed ? mark('typed') : null,
    ),
  );
}

export function handover(to: string): HTMLElement {
  return h('li', { class: 'handover' }, h('span', {}, `${to} has the call now`));
}

function mark(word: string): HTMLElement {
  return h('span', { class: 'mark' }, ` · ${word}`);
}
