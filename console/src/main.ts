import { address, enter, forgetKey, keepKey, key } from './access';
import { type CallRecord, publishedWorkflows, readWholeCall, type Workflow } from './api';
import { call } from './call';
import { type Trouble, troubleOf } from './trouble';
import { type Choices, choose } from './view/choose';
import { say, show } from './view/element';
import { enterKey } from './view/enter-key';
import { notice } from './view/notice';
import { summary } from './view/summary';

/** How often a call whose end is not recorded yet is read again. */
const LOOK_AGAIN_MS = 700;

function askForKey(): void {
  forgetKey();
  show(
    enterKey((entered) => {
      keepKey(entered);
      start();
    }),
  );
}

async function chooseWorkflow(trouble: Trouble | null = null, retry: Workflow | null = null): Promise<void> {
  address(null);
  const screen = (choices: Choices | 'loading' | null, shown: Trouble | null) =>
    choose(
      choices,
      shown &&
        notice(shown, {
          key: askForKey,
          retry: () => void (retry === null ? chooseWorkflow() : talk(retry, true)),
          ...(retry === null ? {} : { typing: () => void talk(retry, false) }),
        }),
      {
        call: (workflow) => void talk(workflow, true),
        reload: () => void chooseWorkflow(),
        changeKey: askForKey,
      },
    );
  const loading = screen('loading', trouble);
  show(loading);
  const read = await publishedWorkflows().then(
    (choices) => screen(choices, trouble),
    (error: unknown) => screen(null, troubleOf(error)),
  );
  // The reader may have gone to change the key meanwhile.
  if (loading.isConnected) {
    show(read);
    prefetchPhone();
  }
}

/** While the reader chooses, the LiveKit client is fetched; where that fails the call says so. */
function prefetchPhone(): void {
  import('./phone').catch((error: unknown) => console.warn('the LiveKit client was not fetched', error));
}

async function talk(workflow: Workflow, withMicrophone: boolean): Promise<void> {
  const { callId, error } = await call(workflow, withMicrophone);
  if (error !== null) {
    console.warn('the call ended with an error', error);
  }
  if (callId === null) {
    await chooseWorkflow(error === null ? null : troubleOf(error), workflow);
  } else {
    await recount(workflow, callId, error === null ? null : troubleOf(error));
  }
}

/** Shows what is recorded of a call, again and again until its end is, as long as the reader stays. */
async function recount(workflow: Workflow | null, callId: string, trouble: Trouble | null): Promise<void> {
  const again = workflow === null ? null : () => void talk(workflow, true);
  const retry = () => void recount(workflow, callId, null);
  const render = (record: CallRecord | null, shown: Trouble | null) =>
    summary(
      workflow?.name ?? 'A call',
      record,
      shown && notice(shown, { key: askForKey, retry: shown === trouble && again !== null ? again : retry }),
      { again, back: () => void chooseWorkflow() },
    );
  let screen = render(null, trouble);
  show(screen);
  const put = (next: HTMLElement) => {
    screen.replaceWith(next);
    screen = next;
  };
  try {
    let before = '';
    while (screen.isConnected) {
      const record = await readWholeCall(callId);
      const now = JSON.stringify(record);
      if (now !== before) put(render(record, trouble));
      before = now;
      if (record.ended_at !== null) {
        say(`Call ${record.status}`);
        return;
      }
      await new Promise((resume) => setTimeout(resume, LOOK_AGAIN_MS));
    }
  } catch (error) {
    put(render(null, troubleOf(error)));
  }
}

function start(): void {
  const { call: asked } = enter();
  if (key() === '') {
    askForKey();
  } else if (asked !== null) {
    void recount(null, asked, null);
  } else {
    void chooseWorkflow();
  }
}

// A link with another key or call, opened in this very tab, changes the fragment only.
addEventListener('hashchange', () => location.reload());
start();
