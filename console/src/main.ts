import { enter, forgetKey, keepKey, key } from './access';
import { type CallRecord, publishedWorkflows, Refused, readCall, type Workflow } from './api';
import { call } from './call';
import { type Trouble, troubleOf } from './trouble';
import { type Choices, choose } from './view/choose';
import { say, show } from './view/element';
import { enterKey } from './view/enter-key';
import { notice } from './view/notice';
import { summary } from './view/summary';

/** Recording a call's end takes a moment; after this long the page shows what there is. */
const RECORDED_WITHIN_MS = 10_000;

function askForKey(): void {
  forgetKey();
  show(
    enterKey((entered) => {
      keepKey(entered);
      void chooseWorkflow();
    }),
  );
}

async function chooseWorkflow(trouble: Trouble | null = null, retry: Workflow | null = null): Promise<void> {
  if (key() === '') {
    askForKey();
    return;
  }
  const screen = (choices: Choices | 'loading', shown: Trouble | null) =>
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
  show(screen('loading', trouble));
  try {
    show(screen(await publishedWorkflows(), trouble));
    // While the reader chooses, the LiveKit client is fetched.
    await import('./phone');
  } catch (error) {
    show(screen({ published: [], unpublished: 0 }, troubleOf(error)));
  }
}

async function talk(workflow: Workflow, withMicrophone: boolean): Promise<void> {
  const { callId, error } = await call(workflow, withMicrophone);
  if (error !== null) {
    console.warn('the call ended with an error', error);
  }
  if (callId === null) {
    await chooseWorkflow(troubleOf(error), workflow);
  } else {
    await recount(workflow, callId, error === null ? null : troubleOf(error));
  }
}

async function recount(workflow: Workflow | null, callId: string, trouble: Trouble | null): Promise<void> {
  const again = workflow === null ? null : () => void talk(workflow, true);
  const actions = {
    again,
    reload: () => void recount(workflow, callId, trouble),
    back: () => void chooseWorkflow(),
  };
  const render = (record: CallRecord | null, shown: Trouble | null) =>
    show(
      summary(
        workflow?.name ?? `Call ${callId}`,
        record,
        shown && notice(shown, { key: askForKey, retry: again ?? (() => void recount(null, callId, null)) }),
        actions,
      ),
    );
  render(null, trouble);
  try {
    const record = await recorded(callId, workflow === null ? 0 : RECORDED_WITHIN_MS);
    render(record, trouble);
    say(`Call ${record.status}`);
  } catch (error) {
    render(
      null,
      error instanceof Refused && error.status === 401 ? troubleOf(error) : (trouble ?? troubleOf(error)),
    );
  }
}

/** The call's record, waiting up to `patience` ms for its end to be in it. */
async function recorded(callId: string, patience: number): Promise<CallRecord> {
  const deadline = performance.now() + patience;
  for (;;) {
    const record = await readCall(callId);
    if (record.ended_at !== null || performance.now() > deadline) {
      return record;
    }
    await new Promise((resume) => setTimeout(resume, 500));
  }
}

function start(): void {
  const { call: asked } = enter();
  if (asked !== null && key() !== '') {
    void recount(null, asked, null);
  } else {
    void chooseWorkflow();
  }
}

// A link with another key or call, opened in this very tab, changes the fragment only.
addEventListener('hashchange', start);
start();
