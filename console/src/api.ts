import { key } from './access';

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly published: { readonly id: string; readonly version: number } | null;
}

export interface StartedCall {
  readonly id: string;
  readonly livekit: { readonly url: string; readonly room: string; readonly token: string };
  readonly temporal: { readonly workflow_id: string; readonly url: string | null };
}

/** A call as `GET /api/calls/{id}` tells it. */
export interface CallRecord {
  readonly id: string;
  readonly status: string;
  readonly channel: string;
  readonly agent: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly transcript: readonly Said[];
  readonly tools: readonly ToolRun[];
  readonly transfers: readonly Transfer[];
  readonly temporal: { readonly workflow_id: string; readonly url: string | null };
  /** Where the next part of a long call begins; null: this is the last. */
  readonly next_cursor?: string | null;
}

export interface Said {
  readonly turn: number;
  readonly role: 'caller' | 'agent' | 'tool';
  readonly agent: string | null;
  readonly text: string;
  readonly interrupted: boolean;
}

export interface ToolRun {
  readonly key: string;
  readonly name: string;
  readonly arguments: unknown;
  readonly result: unknown;
  readonly runs: number;
  readonly status: string;
}

export interface Transfer {
  readonly turn: number;
  readonly path: string;
  readonly from: string;
  /** Null: the path ended the call. */
  readonly to: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The API answered, and refused: an RFC 9457 problem. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly retryAfter: string | null,
  ) {
    super(`${status} ${detail}`);
  }
}

/** No answer came at all. */
export class Unreachable extends Error {}

export async function publishedWorkflows(): Promise<{ published: Workflow[]; unpublished: number }> {
  const all: Workflow[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Workflow[]; next_cursor?: string | null } = await request(
      'GET',
      `/api/workflows?limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    all.push(...page.items);
    cursor = page.next_cursor ?? null;
  } while (cursor !== null);
  const published = all.filter((workflow) => workflow.published);
  return { published, unpublished: all.length - published.length };
}

export function startCall(workflowId: string): Promise<StartedCall> {
  return request('POST', '/api/calls', { workflow_id: workflowId, channel: 'voice' });
}

/** Reads a call; of a long one the first part, or the part that begins at the cursor. */
export function readCall(id: string, cursor: string | null = null): Promise<CallRecord> {
  const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return request('GET', `/api/calls/${encodeURIComponent(id)}${from}`);
}

/** Reads all parts of a call. */
export async function readWholeCall(id: string): Promise<CallRecord> {
  let whole = await readCall(id);
  let next = whole.next_cursor ?? null;
  while (next !== null) {
    whole = joined(whole, await readCall(id, next));
    next = whole.next_cursor ?? null;
  }
  return whole;
}

/** Joins a part of a call to those before it. A tool that ran from one part into the next stands in both. */
export function joined(before: CallRecord, part: CallRecord): CallRecord {
  const goneOn = new Map(part.tools.map((run) => [run.key, run]));
  const known = new Set(before.tools.map((run) => run.key));
  return {
    ...part,
    transcript: [...before.transcript, ...part.transcript],
    tools: [
      ...before.tools.map((run) => goneOn.get(run.key) ?? run),
      ...part.tools.filter((run) => !known.has(run.key)),
    ],
    transfers: [...before.transfers, ...part.transfers],
  };
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { authorization: `Bearer ${key()}`, accept: 'application/json' };
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
    headers['idempotency-key'] = crypto.randomUUID();
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Unreachable('the API did not answer', { cause });
  }
  if (!response.ok) {
    throw new Refused(response.status, await detailOf(response), response.headers.get('retry-after'));
  }
  return (await response.json()) as T;
}

async function detailOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? '';
  } catch {
    // A proxy on the way answers in HTML or plain text, which tells a caller nothing.
    return '';
  }
}
