import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CallRecord, joined, readWholeCall, type ToolRun } from '../src/api';

const run = (key: string, status: string): ToolRun => ({
  key,
  name: 'check_order',
  arguments: {},
  result: null,
  runs: 1,
  status,
});

const part = (next: string | null, words: string, tools: ToolRun[]): CallRecord => ({
  id: 'c1',
  status: 'completed',
  channel: 'chat',
  agent: 'desk',
  started_at: '2026-11-30T10:00:00Z',
  ended_at: '2026-11-30T11:00:00Z',
  variables: {},
  transcript: [{ turn: 1, role: 'caller', agent: null, text: words, interrupted: false }],
  tools,
  transfers: [{ turn: 1, path: words, from: 'desk', to: null, variables: {} }],
  temporal: { workflow_id: 'w1', url: null },
  next_cursor: next,
});

describe('a call that comes in parts', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('has the words, tools and transfers of all parts, in order', () => {
    const whole = joined(
      part('7', 'first', [run('a', 'ok'), run('b', 'running')]),
      part(null, 'second', [run('b', 'ok'), run('c', 'ok')]),
    );
    expect(whole.transcript.map((said) => said.text)).toEqual(['first', 'second']);
    expect(whole.tools.map((tool) => `${tool.key} ${tool.status}`)).toEqual(['a ok', 'b ok', 'c ok']);
    expect(whole.transfers.map((transfer) => transfer.path)).toEqual(['first', 'second']);
    expect(whole.next_cursor).toBeNull();
  });

  it('is read to its end', async () => {
    const parts = new Map([
      ['/api/calls/c1', part('7', 'one', [])],
      ['/api/calls/c1?cursor=7', part('9 x', 'two', [])],
      ['/api/calls/c1?cursor=9%20x', part(null, 'three', [])],
    ]);
    vi.stubGlobal('sessionStorage', { getItem: () => 'tdm_key' });
    vi.stubGlobal('fetch', async (path: string) => new Response(JSON.stringify(parts.get(path))));
    const whole = await readWholeCall('c1');
    expect(whole.transcript.map((said) => said.text)).toEqual(['one', 'two', 'three']);
  });
});
