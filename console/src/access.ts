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
  const call = asked.get('call');
  if (key !== null) {
    keepKey(key);
    address(call);
  }
  return { call };
}

/** Makes the address that of a call, or of the page's beginning. */
export function address(call: string | null): void {
  const fragment = call === null ? '' : `#call=${encodeURIComponent(call)}`;
  history.replaceState(null, '', location.pathname + location.search + fragment);
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
