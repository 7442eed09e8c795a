/** How a call stands, as the caller may know it. */
export interface Conversation {
  readonly phase: Phase;
  /** Name of the agent that has the call; empty before one has answered. */
  readonly agent: string;
  /** What the agent is doing; `absent` while no agent is in the room. */
  readonly doing: AgentState | 'absent';
}

/** `asking`: the browser asks for the microphone. `reconnecting`: the caller's own connection is lost, and the client tries to restore it. */
export type Phase = 'asking' | 'connecting' | 'connected' | 'reconnecting' | 'ended';

/** The values of LiveKit's participant attribute `lk.agent.state`. */
export type AgentState = 'initializing' | 'listening' | 'thinking' | 'speaking';

export type Change =
  | { readonly kind: 'dialling' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'agent'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'agent-left' };

export const BEFORE: Conversation = { phase: 'asking', agent: '', doing: 'absent' };

export const AGENT_STATE = 'lk.agent.state';
export const AGENT_NAME = 'tandem.agent';

export function next(now: Conversation, change: Change): Conversation {
  if (now.phase === 'ended') {
    return now;
  }
  switch (change.kind) {
    case 'dialling':
      return { ...now, phase: 'connecting' };
    case 'connected':
      return { ...now, phase: 'connected' };
    case 'reconnecting':
      return { ...now, phase: 'reconnecting' };
    case 'ended':
      return { ...now, phase: 'ended', doing: 'absent' };
    case 'agent':
      return {
        ...now,
        agent: change.attributes[AGENT_NAME] || now.agent,
        doing: agentState(change.attributes[AGENT_STATE]),
      };
    case 'agent-left':
      return { ...now, doing: 'absent' };
  }
}

function agentState(value: string | undefined): AgentState {
  switch (value) {
    case 'listening':
    case 'thinking':
    case 'speaking':
      return value;
    default:
      return 'initializing';
  }
}

/** What the page says of it, in a few words. */
export function inWords({ phase, agent, doing }: Conversation): string {
  switch (phase) {
    case 'asking':
      return 'Allow the microphone…';
    case 'connecting':
      return 'Calling…';
    case 'reconnecting':
      return 'Your connection was lost. Reconnecting…';
    case 'ended':
      return 'Call ended';
    case 'connected':
      switch (doing) {
        case 'absent':
          return agent === '' ? 'Waiting for an agent…' : 'One moment: the agent is being brought back…';
        case 'initializing':
          return 'Getting ready…';
        case 'listening':
          return 'Listening';
        case 'thinking':
          return 'Thinking…';
        case 'speaking':
          return 'Speaking';
      }
  }
}
