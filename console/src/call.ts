import type { LocalAudioTrack } from 'livekit-client';
import { readCall, type StartedCall, startCall, type Workflow } from './api';
import { BEFORE, type Change, type Conversation, next } from './conversation';
import type { Listener, Phone } from './phone';
import { type Entry, type Heard, TYPED, transcribe } from './transcript';
import type { Dropped } from './trouble';
import { show } from './view/element';
import { Talk, type TalkActions } from './view/talk';

/** How a call ended: its id once it had one, and the error if it was not meant to end. */
export interface Ending {
  readonly callId: string | null;
  readonly error: unknown;
}

/** After this long without an agent in the room the page says what may be wrong. */
const AGENT_EXPECTED_MS = 8_000;

/** How often a call that no agent attends is looked up, to see whether it has ended. */
const LOOK_UP_MS = 1_500;

/** Calls a workflow, shows the call while it lasts, and answers with how it ended. */
export async function call(workflow: Workflow, withMicrophone: boolean): Promise<Ending> {
  const running = new RunningCall(workflow, withMicrophone);
  let started: StartedCall | null = null;
  let phone: Phone | null = null;
  try {
    const { openMicrophone, Phone } = await import('./phone');
    // The microphone first: where it is refused no call is started.
    const microphone = withMicrophone ? await running.orHungUp(openMicrophone()) : null;
    if (microphone === 'hung up') {
      return { callId: null, error: null };
    }
    phone = new Phone(microphone, running);
    running.changed({ kind: 'dialling' });
    started = await startCall(workflow.id);
    const error = await running.hold(phone, started);
    return { callId: started.id, error };
  } catch (error) {
    return { callId: started?.id ?? null, error };
  } finally {
    await phone?.hangUp();
  }
}

class RunningCall implements Listener, TalkActions {
  readonly #talk: Talk;
  #phone: Phone | null = null;
  #now: Conversation = BEFORE;
  #entries: readonly Entry[] = [];
  #handovers = 0;
  #end: (error: unknown) => void = () => {};
  readonly #ended = new Promise<unknown>((resolve) => {
    this.#end = resolve;
  });

  constructor(workflow: Workflow, withMicrophone: boolean) {
    this.#talk = new Talk(workflow.name, withMicrophone, this);
    this.#talk.update(this.#now);
    show(this.#talk.root);
  }

  /** Dials, and answers when the call is over: with null, or with what ended it. */
  async hold(phone: Phone, { id, livekit }: StartedCall): Promise<unknown> {
    this.#phone = phone;
    const stop = [watch(() => this.#talk.levels(phone.levels())), this.#lookAfter(id)];
    try {
      await Promise.race([phone.dial(livekit.url, livekit.token), this.#ended]);
      const since = performance.now();
      const timer = setInterval(() => this.#talk.elapsed((performance.now() - since) / 1000), 250);
      stop.push(() => clearInterval(timer));
      return await this.#ended;
    } finally {
      for (const end of stop) end();
    }
  }

  /** The microphone, unless the caller hangs up before the browser gives it; it is then given back. */
  orHungUp(opening: Promise<LocalAudioTrack>): Promise<LocalAudioTrack | 'hung up'> {
    const hungUp = this.#ended.then(() => {
      opening.then((microphone) => microphone.stop()).catch(() => {});
      return 'hung up' as const;
    });
    return Promise.race([opening, hungUp]);
  }

  /** While no agent is in the room: tells the caller why that may be, and notices when the call has ended. */
  #lookAfter(id: string): () => void {
    let alone = performance.now();
    const timer = setInterval(async () => {
      if (this.#now.phase !== 'connected' || this.#now.doing !== 'absent') {
        alone = performance.now();
        this.#talk.hint('');
        return;
      }
      if (performance.now() - alone > AGENT_EXPECTED_MS) {
        this.#talk.hint(
          'No agent has come yet. Is a worker running, and has it a free place? The call waits for one.',
        );
      }
      try {
        const { status } = await readCall(id);
        if (status !== 'active') this.over(null);
      } catch (error) {
        // The call goes on without the API; its end is then noticed by the room or by hanging up.
        console.warn('the call could not be looked up', error);
      }
    }, LOOK_UP_MS);
    return () => clearInterval(timer);
  }

  changed(change: Change): void {
    const before = this.#now.agent;
    this.#now = next(this.#now, change);
    this.#talk.update(this.#now);
    if (before !== '' && before !== this.#now.agent) {
      this.heard({ kind: 'handover', id: `handover-${++this.#handovers}`, to: this.#now.agent });
    }
  }

  heard(heard: Heard): void {
    const named = heard.kind === 'segment' && heard.from === 'agent' && heard.agent === '';
    this.#entries = transcribe(this.#entries, named ? { ...heard, agent: this.#now.agent } : heard);
    this.#talk.transcript(this.#entries);
  }

  soundBlocked(blocked: boolean): void {
    this.#talk.soundBlocked(blocked);
  }

  over(error: Dropped | null): void {
    this.changed({ kind: 'ended' });
    this.#end(error);
  }

  hangUp(): void {
    this.over(null);
  }

  mute(muted: boolean): void {
    this.#attempt(this.#phone?.mute(muted), 'The microphone did not follow. Hang up and call again.');
  }

  type(text: string): void {
    this.heard({ kind: 'typed', id: `${TYPED}${crypto.randomUUID()}`, text });
    this.#attempt(
      this.#phone?.type(text),
      `This was not sent: “${text}”. Try again when the connection is back.`,
    );
  }

  unblockSound(): void {
    this.#attempt(
      this.#phone?.unblockSound(),
      'The browser still plays no sound. Allow it in the site settings.',
    );
  }

  #attempt(done: Promise<void> | undefined, otherwise: string): void {
    done?.catch((error: unknown) => {
      console.warn(otherwise, error);
      this.#talk.hint(otherwise);
    });
  }
}

/** Runs on every frame that the browser paints, until stopped. */
function watch(look: () => void): () => void {
  let frame = requestAnimationFrame(function paint() {
    look();
    frame = requestAnimationFrame(paint);
  });
  return () => cancelAnimationFrame(frame);
}
