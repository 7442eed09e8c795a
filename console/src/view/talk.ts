import { type Conversation, inWords } from '../conversation';
import type { Levels } from '../phone';
import { clock } from '../time';
import type { Entry } from '../transcript';
import { h, icon, say } from './element';
import { masthead } from './masthead';
import { Words } from './words';

export interface TalkActions {
  hangUp(): void;
  mute(muted: boolean): void;
  type(text: string): void;
  unblockSound(): void;
}

/** The screen of a running call. */
export class Talk {
  readonly root: HTMLElement;
  readonly #words = new Words();
  readonly #name = h('h1', {});
  readonly #doing = h('p', { class: 'doing' });
  readonly #orb = h('div', { class: 'orb', 'aria-hidden': 'true' }, h('i'), h('i'));
  readonly #elapsed = h('time', { class: 'elapsed', 'aria-label': 'Time elapsed' }, clock(0));
  readonly #hint = h('p', { class: 'hint banner', hidden: true });
  readonly #sound: HTMLElement;
  readonly #mute: HTMLButtonElement;
  readonly #field = h('input', {
    type: 'text',
    'aria-label': 'Type to the agent',
    placeholder: 'Type instead of speaking',
    autocomplete: 'off',
    enterkeyhint: 'send',
    maxlength: '2000',
  });
  readonly #send = h('button', { type: 'submit', class: 'round', 'aria-label': 'Send' }, icon('send'));
  #said = '';

  constructor(
    private readonly workflow: string,
    private readonly withMicrophone: boolean,
    private readonly actions: TalkActions,
  ) {
    this.#mute = h(
      'button',
      {
        type: 'button',
        class: 'round',
        'aria-pressed': 'false',
        'aria-label': 'Mute',
        title: 'Mute (Ctrl+D)',
      },
      icon('microphone'),
    );
    this.#mute.addEventListener('click', () => this.toggleMute());
    this.#mute.hidden = !withMicrophone;
    this.#sound = h(
      'button',
      { type: 'button', class: 'primary banner', hidden: true, onclick: () => actions.unblockSound() },
      'Turn the sound on',
    );
    this.root = h(
      'div',
      { class: 'screen talk' },
      masthead(h('span', { class: 'callee' }, workflow), this.#elapsed),
      h('div', { class: 'stage' }, this.#orb, h('div', {}, this.#name, this.#doing)),
      this.#hint,
      this.#sound,
      this.#words.root,
      this.#dock(),
    );
  }

  update(now: Conversation): void {
    const words = inWords(now);
    this.root.dataset.phase = now.phase;
    this.root.dataset.agentState = now.doing;
    this.root.dataset.agent = now.agent;
    this.#name.textContent = now.agent || this.workflow;
    this.#doing.textContent = words;
    const reachable = now.phase === 'connected' && now.doing !== 'absent';
    this.#field.disabled = !reachable;
    this.#send.disabled = !reachable;
    this.#announce(now);
  }

  /** Listening and speaking are heard anyway; what is not heard is said. */
  #announce(now: Conversation): void {
    const quiet = now.doing === 'listening' || now.doing === 'speaking' || now.doing === 'thinking';
    const text =
      now.phase === 'connected' && quiet ? `You are talking to ${now.agent || this.workflow}` : inWords(now);
    if (text !== this.#said) {
      this.#said = text;
      say(text);
    }
  }

  transcript(entries: readonly Entry[]): void {
    this.#words.update(entries);
    if (!this.withMicrophone) {
      const last = entries.at(-1);
      if (last?.kind === 'line' && last.from === 'agent' && last.final) say(last.text);
    }
  }

  levels({ caller, agent }: Levels): void {
    this.#orb.style.setProperty('--agent', agent.toFixed(2));
    this.#orb.style.setProperty('--caller', caller.toFixed(2));
  }

  elapsed(seconds: number): void {
    this.#elapsed.textContent = clock(seconds);
  }

  soundBlocked(blocked: boolean): void {
    this.#sound.hidden = !blocked;
  }

  /** Something the caller may want to know while the call goes on; empty takes it away. */
  hint(text: string): void {
    this.#hint.textContent = text;
    this.#hint.hidden = text === '';
    if (text !== '') say(text);
  }

  toggleMute(): void {
    const muted = this.#mute.getAttribute('aria-pressed') !== 'true';
    this.#mute.setAttribute('aria-pressed', String(muted));
    this.root.dataset.muted = String(muted);
    this.actions.mute(muted);
    say(muted ? 'Microphone muted' : 'Microphone on');
  }

  #dock(): HTMLElement {
    const form = h('form', { class: 'type' }, this.#field, this.#send);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = this.#field.value.trim();
      if (text !== '') {
        this.#field.value = '';
        this.actions.type(text);
      }
    });
    return h(
      'div',
      { class: 'dock' },
      this.#mute,
      form,
      h(
        'button',
        { type: 'button', class: 'hang-up', onclick: () => this.actions.hangUp() },
        icon('call'),
        h('span', {}, 'Hang up'),
      ),
    );
  }
}
