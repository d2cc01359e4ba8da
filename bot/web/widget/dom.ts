type Child = Node | string | undefined;

/** An element with attributes and children. A string child becomes text, never markup. An attribute of `undefined` is left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A button that does `onClick`. It never submits a form. */
export function button(
  attributes: Record<string, string | undefined>,
  onClick: () => void,
  ...children: Child[]
): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, ...children);
  element.addEventListener('click', onClick);
  return element;
}

/** Text for screen readers only. */
export const spoken = (text: string): HTMLSpanElement => el('span', { class: 'spoken' }, text);

/** A line drawing on a 24 by 24 grid, silent to screen readers. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const icons = {
  close: 'M6 6l12 12 M18 6L6 18',
  more: 'M12 5.500v.010 M12 12v.010 M12 18.500v.010',
  send: 'M4 12l16-8-6 16-3-6.500z M11 13.500L20 4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.500 20c.8-3.600 3.900-5 7.500-5s6.700 1.400 7.500 5',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z M12 8v4.500l3 2',
  letter: 'M4 6h16v12H4z M4 7l8 6 8-6',
  clip: 'M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700L9.300 17a1.600 1.600 0 0 1-2.300-2.300l7.700-7.700',
  up: 'M7 11v9H4v-9z M7 11l4-7a2 2 0 0 1 2 2v4h5a2 2 0 0 1 2 2.300l-1 6a2 2 0 0 1-2 1.700H7',
  down: 'M17 13V4h3v9z M17 13l-4 7a2 2 0 0 1-2-2v-4H6a2 2 0 0 1-2-2.300l1-6A2 2 0 0 1 7 4h10',
  file: 'M6 3h8l4 4v14H6z M14 3v4h4',
  check: 'M5 12.500l4.500 4.500L19 7',
};
