type Child = Node | string | null;

interface Attributes {
  readonly [name: string]: string | boolean | null | undefined | (() => void);
}

/** An element with attributes (a function is a listener: `onclick`), and children; null and false are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (typeof value === 'string') {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const ICONS = {
  call: 'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.24 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1z',
  microphone:
    'M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15Zm6.3-3.5a6.3 6.3 0 0 1-12.6 0H4a8 8 0 0 0 7.15 7.95V22h1.7v-2.55A8 8 0 0 0 20 11.5Z',
  send: 'M3.4 20.4 21 12.9a1 1 0 0 0 0-1.84L3.4 3.6a.7.7 0 0 0-.97.8L4.2 10.6l8.3 1.4-8.3 1.4-1.77 6.2a.7.7 0 0 0 .97.8Z',
  arrow: 'M13.2 5.3 11.8 6.7l4.3 4.3H4v2h12.1l-4.3 4.3 1.4 1.4 6.7-6.7z',
};

export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** Shows a screen, and takes the focus to its heading, where a reader's voice goes on. */
export function show(screen: HTMLElement): void {
  const page = document.querySelector('main');
  page?.replaceChildren(screen);
  const heading = screen.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  globalThis.scrollTo(0, 0);
}

/** Says something to those who do not see the page. */
export function say(text: string): void {
  const status = document.querySelector('#status');
  if (status !== null) status.textContent = text;
}
