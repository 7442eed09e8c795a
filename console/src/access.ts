const KEY = 'tandem.key';

/** What the address asks for: `/#key=tdm_…` lets in, `/#call=<id>` shows that call. */
export interface Entrance {
  readonly call: string | null;
}

/**
 * Takes the key out of the address, so that it stays out of history, bookmarks and screenshots, into this tab's
 * session storage.
 */
export function enter(): Entrance {
  const asked = new URLSearchParams(location.hash.slice(1));
  const key = asked.get('key');
  if (key !== null) {
    keepKey(key);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return { call: asked.get('call') };
}

export function keepKey(key: string): void {
  sessionStorage.setItem(KEY, key.trim());
}

export function forgetKey(): void {
  sessionStorage.removeItem(KEY);
}

/** The API key of this tab; empty without one. */
export function key(): string {
  return sessionStorage.getItem(KEY) ?? '';
}
