import { describe, expect, it } from 'vitest';
import { type Entry, type Heard, type Line, TYPED, transcribe } from '../src/transcript';

const said = (id: string, text: string, more: Partial<Extract<Heard, { kind: 'segment' }>> = {}): Heard => ({
  kind: 'segment',
  id,
  from: 'caller',
  agent: '',
  text,
  final: true,
  interrupted: false,
  ...more,
});

const after = (...heard: Heard[]) => heard.reduce<readonly Entry[]>(transcribe, []);

const texts = (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.kind === 'line' ? entry.text : `→ ${entry.to}`));

describe('a transcript', () => {
  it('grows one segment in place until it is final', () => {
    const entries = after(
      said('s1', 'where', { final: false }),
      said('s1', 'where is my', { final: false }),
      said('s1', 'Where is my order?'),
    );
    expect(entries).toEqual([
      expect.objectContaining({ id: 's1', text: 'Where is my order?', final: true, from: 'caller' }),
    ]);
  });

  it('keeps segments in the order in which they were first heard', () => {
    const entries = after(
      said('a1', 'It left our', { from: 'agent', final: false }),
      said('c1', 'Wait', { final: false }),
      said('a1', 'It left our warehouse', { from: 'agent', interrupted: true }),
      said('c1', 'Wait a moment.'),
    );
    expect(texts(entries)).toEqual(['It left our warehouse', 'Wait a moment.']);
  });

  it('ignores interim words that arrive after the final ones', () => {
    expect(texts(after(said('s1', 'Done.'), said('s1', 'don', { final: false })))).toEqual(['Done.']);
  });

  it('cuts an interrupted reply back to what was spoken of it, also when it was final before', () => {
    const [line] = after(
      said('a1', 'On Tuesday, before noon, if the roads are dry.', { from: 'agent' }),
      said('a1', 'On Tuesday, before', { from: 'agent', interrupted: true }),
    ) as Line[];
    expect(line).toMatchObject({ text: 'On Tuesday, before', interrupted: true });
  });

  it('takes back speech that came to nothing', () => {
    expect(after(said('s1', 'hm', { final: false }), said('s1', ' '))).toEqual([]);
    expect(after(said('s1', '', { final: false }))).toEqual([]);
  });

  it('shows typed input once, whether or not the worker echoes it', () => {
    const typed: Heard = { kind: 'typed', id: `${TYPED}1`, text: 'Can I pay by card?' };
    const echoed = after(
      typed,
      said('t1', 'Can I pay by card?', { final: false }),
      said('t1', 'Can I pay by card?'),
    );
    expect(echoed).toEqual([expect.objectContaining({ id: 't1', typed: true, final: true })]);
    expect(texts(after(typed))).toEqual(['Can I pay by card?']);
  });

  it('shows the same words twice when they were typed and said', () => {
    const typed: Heard = { kind: 'typed', id: `${TYPED}1`, text: 'Yes' };
    expect(texts(after(typed, said('t1', 'Yes'), said('s2', 'Yes')))).toEqual(['Yes', 'Yes']);
  });

  it('tells of a handover once somebody has spoken', () => {
    const handover: Heard = { kind: 'handover', id: 'h1', to: 'Billing' };
    expect(after(handover)).toEqual([]);
    expect(texts(after(said('s1', 'Hello'), handover))).toEqual(['Hello', '→ Billing']);
  });

  it('is the very same array when nothing changed, so that nothing is painted', () => {
    const entries = after(said('s1', 'Hello'));
    expect(transcribe(entries, said('s1', 'Hello'))).toBe(entries);
  });
});
