import { describe, expect, it } from 'vitest';
import { AGENT_NAME, AGENT_STATE, BEFORE, type Change, inWords, next } from '../src/conversation';

const agent = (name: string, state: string): Change => ({
  kind: 'agent',
  attributes: { [AGENT_NAME]: name, [AGENT_STATE]: state },
});

const after = (...changes: Change[]) => changes.reduce(next, BEFORE);

describe('a conversation', () => {
  it('waits for an agent once it is connected', () => {
    expect(inWords(BEFORE)).toBe('Allow the microphone…');
    expect(inWords(after({ kind: 'dialling' }))).toBe('Calling…');
    expect(inWords(after({ kind: 'connected' }))).toBe('Waiting for an agent…');
  });

  it('follows the agent’s name and state', () => {
    expect(after({ kind: 'connected' }, agent('Intake', 'speaking'), agent('Billing', 'listening'))).toEqual({
      phase: 'connected',
      agent: 'Billing',
      doing: 'listening',
    });
  });

  it('takes a state that it does not know for getting ready', () => {
    expect(after({ kind: 'agent', attributes: { [AGENT_STATE]: 'dreaming' } }).doing).toBe('initializing');
  });

  it('keeps the agent’s name while another worker takes the call over', () => {
    const lost = after({ kind: 'connected' }, agent('Intake', 'speaking'), { kind: 'agent-left' });
    expect(lost).toMatchObject({ agent: 'Intake', doing: 'absent' });
    expect(inWords(lost)).toContain('brought back');
    expect(next(lost, { kind: 'agent', attributes: {} })).toMatchObject({ agent: 'Intake' });
  });

  it('says when the caller’s own connection is lost, and goes on where it was', () => {
    const lost = after({ kind: 'connected' }, agent('Intake', 'listening'), { kind: 'reconnecting' });
    expect(inWords(lost)).toContain('Reconnecting');
    expect(inWords(next(lost, { kind: 'connected' }))).toBe('Listening');
  });

  it('stays ended', () => {
    expect(after({ kind: 'ended' }, { kind: 'connected' }, agent('Intake', 'speaking')).phase).toBe('ended');
  });
});
