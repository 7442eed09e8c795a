import { Refused, Unreachable } from './api';

/** What went wrong and what the reader can do about it. */
export interface Trouble {
  readonly title: string;
  readonly advice: string;
  /** What the page offers besides going back. */
  readonly offer: 'retry' | 'key' | 'typing' | 'none';
}

/** The browser gave no microphone. */
export class NoMicrophone extends Error {}

/** The LiveKit server at `url` was not reached, or refused; `status` is its HTTP status where it gave one. */
export class NoRoom extends Error {
  constructor(
    readonly url: string,
    readonly status: number | null,
    cause: unknown,
  ) {
    super(`no connection to ${url}`, { cause });
  }
}

/** A connection that stood is gone, and the client's own attempts to restore it failed. */
export class Dropped extends Error {}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refused) {
    return refused(error);
  }
  if (error instanceof Unreachable) {
    return {
      title: 'Tandem does not answer',
      advice:
        'The API behind this page cannot be reached. Check that it is still running (make run), then try again.',
      offer: 'retry',
    };
  }
  if (error instanceof NoMicrophone) {
    return noMicrophone(error.cause);
  }
  if (error instanceof NoRoom) {
    return noRoom(error);
  }
  if (error instanceof Dropped) {
    return {
      title: 'The call was dropped',
      advice:
        'The connection to the LiveKit server was lost and did not come back. Check your network and that the server is still running, then call again.',
      offer: 'retry',
    };
  }
  return {
    title: 'Something went wrong',
    advice: `${error instanceof Error ? error.message : String(error)}. The browser’s console has the details.`,
    offer: 'retry',
  };
}

function refused({ status, detail, retryAfter }: Refused): Trouble {
  switch (status) {
    case 401:
      return {
        title: 'This API key was not accepted',
        advice:
          'It is unknown, revoked or expired. Enter another one; make run writes the first key to .tandem/run.json.',
        offer: 'key',
      };
    case 403:
      return {
        title: 'This API key may not do that',
        advice: 'Starting a call needs the role operator or above. Enter a key that has it.',
        offer: 'key',
      };
    case 404:
      return {
        title: 'It is not there any more',
        advice:
          'The workflow or call was deleted, or belongs to another organization. Go back and read the list again.',
        offer: 'none',
      };
    case 409:
      return {
        title: 'This workflow has no published version',
        advice: `Publish one, then call again. ${detail}`.trim(),
        offer: 'retry',
      };
    case 429:
      return {
        title: 'Too many requests',
        advice: `Wait ${retryAfter ?? 'a few'} seconds, then try again.`,
        offer: 'retry',
      };
    case 503:
      return {
        title: 'Tandem is not ready',
        advice: `${detail || 'The database or Temporal is away for the moment'}. Try again in ${retryAfter ?? 'a few'} seconds.`,
        offer: 'retry',
      };
    default:
      return {
        title: 'Tandem refused the request',
        advice: detail || `It answered with status ${status}. Its log says why.`,
        offer: 'retry',
      };
  }
}

function noMicrophone(cause: unknown): Trouble {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return {
      title: 'No microphone was found',
      advice: 'Plug one in and try again, or call without one and type.',
      offer: 'typing',
    };
  }
  if (name === 'NotReadableError' || name === 'AbortError') {
    return {
      title: 'The microphone is in use',
      advice: 'Another program holds it. Close that and try again, or call without one and type.',
      offer: 'typing',
    };
  }
  if (!globalThis.isSecureContext) {
    return {
      title: 'This address may not use the microphone',
      advice:
        'Browsers give the microphone to https pages and to localhost only. Open this page there, or call without one and type.',
      offer: 'typing',
    };
  }
  return {
    title: 'The microphone was refused',
    advice:
      'Allow it for this page in the browser’s site settings (left of the address) and try again, or call without one and type.',
    offer: 'typing',
  };
}

function noRoom({ url, status }: NoRoom): Trouble {
  if (status === 401 || status === 403) {
    return {
      title: 'LiveKit refused the call',
      advice: `The server at ${url} does not accept the API’s token: TANDEM_LIVEKIT_API_KEY and TANDEM_LIVEKIT_API_SECRET must be the server’s own, and both clocks must be right.`,
      offer: 'retry',
    };
  }
  return {
    title: 'The LiveKit server cannot be reached',
    advice: `Nothing answered at ${url}. Check that the server is running, that this browser can reach that address (TANDEM_LIVEKIT_URL), and that no firewall blocks its UDP port.`,
    offer: 'retry',
  };
}
