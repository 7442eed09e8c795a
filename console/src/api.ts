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

export function readCall(id: string): Promise<CallRecord> {
  return request('GET', `/api/calls/${encodeURIComponent(id)}`);
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
