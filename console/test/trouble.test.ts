import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '../src/api';
import { Dropped, NoMicrophone, NoRoom, troubleOf } from '../src/trouble';

const noMicrophone = (name: string) => new NoMicrophone('', { cause: Object.assign(new Error(), { name }) });

describe('trouble is told in words, with what to do', () => {
  it.each([
    [new Refused(401, '', null), 'not accepted', 'key'],
    [new Refused(403, '', null), 'may not', 'key'],
    [new Refused(404, '', null), 'not there', 'none'],
    [new Refused(409, 'Version 2 is archived.', null), 'no published version', 'retry'],
    [new Refused(503, '', '5'), 'not ready', 'retry'],
    [new Unreachable(), 'does not answer', 'retry'],
    [noMicrophone('NotFoundError'), 'No microphone', 'typing'],
    [noMicrophone('NotReadableError'), 'in use', 'typing'],
    [new NoRoom('ws://127.0.0.1:7880', null, null), 'cannot be reached', 'retry'],
    [new NoRoom('ws://127.0.0.1:7880', 401, null), 'refused', 'retry'],
    [new Dropped(), 'dropped', 'retry'],
    [new Error('odd'), 'went wrong', 'retry'],
  ])('%s', (error, title, offer) => {
    const trouble = troubleOf(error);
    expect(trouble.title).toContain(title);
    expect(trouble.offer).toBe(offer);
    expect(trouble.advice).not.toBe('');
  });

  it('passes on what the API said about a conflict, and how long to wait', () => {
    expect(troubleOf(new Refused(409, 'Version 2 is archived.', null)).advice).toContain(
      'Version 2 is archived.',
    );
    expect(troubleOf(new Refused(429, '', '7')).advice).toContain('7 seconds');
  });

  it('names the LiveKit address that was tried', () => {
    expect(troubleOf(new NoRoom('wss://rooms.example', null, null)).advice).toContain('wss://rooms.example');
  });
});
