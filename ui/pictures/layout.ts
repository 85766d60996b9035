// How the page is laid out: nothing is cut off, lies over something else, or is
// out of reach.

export function layoutComplaints(): string[] {
  return [...scrolledSideways(), ...cutOff(), ...overlapping(), ...outOfReach()];
}

/** Rounding may take or give as much, in CSS pixels. */
const SLACK = 1.5;
/** Less than this of two texts over each other is their line spacing. */
const OVERLAP = 4;

interface Text {
  element: HTMLElement;
  words: string;
  box: DOMRect;
}

function scrolledSideways(): string[] {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth + SLACK) return [];
  const widest = [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((each) => each.getBoundingClientRect().right > page.clientWidth + SLACK && isSeen(each))
    .at(-1);
  return [`the page is ${page.scrollWidth} wide on a screen of ${page.clientWidth}: ${widest === undefined ? '?' : told(widest)}`];
}

/** Text of which a part lies outside of something that hides what overflows. */
function cutOff(): string[] {
  return texts().flatMap(({ element, words, box }) => {
    for (let holder: HTMLElement | null = element; holder !== null && holder !== document.body; holder = holder.parentElement) {
      const style = getComputedStyle(holder);
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return [];
      const edge = holder.getBoundingClientRect();
      const sideways = hides(style.overflowX) && (box.right > edge.right + SLACK || box.left < edge.left - SLACK);
      const lengthways = hides(style.overflowY) && (box.bottom > edge.bottom + OVERLAP || box.top < edge.top - OVERLAP);
      // What ends in … may be read whole where the mouse rests on it.
      if (sideways && style.textOverflow === 'ellipsis' && isToldWhole(element, words)) return [];
      if (sideways || lengthways) return [`cut off ${sideways ? 'at the side' : 'above or below'}: ${JSON.stringify(words)} in ${told(holder)}`];
      if (style.position === 'fixed') return [];
    }
    return [];
  });
}

/** By a title that has the same beginning or the same end. */
function isToldWhole(element: HTMLElement, words: string): boolean {
  const title = element.closest('[title]')?.getAttribute('title') ?? '';
  return title.includes(words.slice(0, 12)) || title.endsWith(words.slice(-12));
}

function overlapping(): string[] {
  const all = texts()
    .filter(({ box }) => box.bottom > 0 && box.top < innerHeight)
    .toSorted((one, other) => one.box.top - other.box.top);
  return all.flatMap((one, index) => {
    const found: string[] = [];
    for (const other of all.slice(index + 1)) {
      if (other.box.top > one.box.bottom - OVERLAP) break;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const left = Math.max(one.box.left, other.box.left);
      const right = Math.min(one.box.right, other.box.right);
      const top = Math.max(one.box.top, other.box.top);
      const bottom = Math.min(one.box.bottom, other.box.bottom);
      if (right - left < OVERLAP || bottom - top < OVERLAP) continue;
      if (isCovered(one.element, other.element, (left + right) / 2, (top + bottom) / 2)) continue;
      found.push(`one over the other: ${JSON.stringify(one.words)} and ${JSON.stringify(other.words)}`);
    }
    return found;
  });
}

/** Whether something opaque lies between the two, such as a dialog or a bar that stays in place. */
function isCovered(one: HTMLElement, other: HTMLElement, x: number, y: number): boolean {
  const pile = document.elementsFromPoint(x, y);
  const [first, second] = [pile.indexOf(one), pile.indexOf(other)];
  if (first === -1 || second === -1) return true;
  const upper = pile.slice(0, Math.max(first, second));
  return upper.some((each) => isOpaque(getComputedStyle(each).backgroundColor));
}

function isOpaque(colour: string): boolean {
  const parts = colour.match(/[\d.]+/g) ?? [];
  return parts.length === 3 || Number(parts[3] ?? 0) > 0.4;
}

/** What can be pressed must be on the screen or where scrolling leads. */
function outOfReach(): string[] {
  const all = document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role=button], [role=tab]');
  return [...all].filter(isSeen).flatMap((each) => {
    const box = each.getBoundingClientRect();
    const { scrolls, fixed } = holderOf(each);
    if (scrolls) return [];
    const beside = box.left < -SLACK || box.right > innerWidth + SLACK;
    const above = box.top + scrollY < -SLACK;
    const below = fixed && box.bottom > innerHeight + SLACK;
    return beside || above || below ? [`out of reach: ${told(each)} at ${Math.round(box.left)}, ${Math.round(box.top)}`] : [];
  });
}

function holderOf(element: HTMLElement): { scrolls: boolean; fixed: boolean } {
  for (let holder: HTMLElement | null = element; holder !== null && holder !== document.body; holder = holder.parentElement) {
    const style = getComputedStyle(holder);
    if (holder !== element && /auto|scroll/.test(style.overflowX + style.overflowY)) return { scrolls: true, fixed: false };
    if (style.position === 'fixed') return { scrolls: false, fixed: true };
  }
  return { scrolls: false, fixed: false };
}

function texts(): Text[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (words === '' || element === null || !isSeen(element) || isForReadersOnly(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) found.push({ element, words: words.slice(0, 80), box });
    }
  }
  return found;
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Said aloud and not shown: a box of one pixel, or clipped away. */
function isForReadersOnly(element: HTMLElement): boolean {
  for (let each: HTMLElement | null = element; each !== null; each = each.parentElement) {
    const style = getComputedStyle(each);
    if (style.position !== 'absolute' && style.position !== 'fixed') continue;
    if (each.offsetWidth <= 1 || each.offsetHeight <= 1 || style.clipPath !== 'none' || style.clip !== 'auto') return true;
    if (each.getBoundingClientRect().right < -500) return true;
  }
  return false;
}

function hides(overflow: string): boolean {
  return overflow === 'hidden' || overflow === 'clip';
}

function told(element: HTMLElement): string {
  const name = element.dataset['testid'] ?? (element.getAttribute('aria-label') || element.textContent?.trim().slice(0, 60));
  return `<${element.tagName.toLowerCase()} class="${element.className.toString().slice(0, 60)}"> ${JSON.stringify(name)}`;
}
