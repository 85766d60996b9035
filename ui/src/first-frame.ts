// The first frame: where the person works and what is waiting, drawn without any
// library so that it is there at once. The complete page takes its place.
import type { DeskView } from './backend/contract';
import { band, frame } from './words/frame';
import { elsewhere as elsewhereWords, firstStart, home, lineState } from './words/home';
import { date } from './words/time';

export function showFirstFrame(root: HTMLElement, view: DeskView) {
  const [top, side, page] = ['band', 'side', 'page'].map((part) => root.querySelector(`.first-frame-${part}`));
  if (!top || !side || !page) return;
  const dark = view.settings.theme === 'dark' || (view.settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  top.parentElement?.classList.remove('first-frame-unknown');
  top.parentElement?.classList.toggle('first-frame-dark', dark);
  top.classList.toggle('first-frame-practice', view.account?.practice === true);
  top.replaceChildren(element('b', where(view)));
  const places = view.unusable === null ? Object.values(frame.places) : [];
  side.replaceChildren(element('b', frame.product), ...places.map((name) => element('span', name)));
  const drawsPage = view.open === null || view.unusable !== null;
  page.replaceChildren(...(drawsPage ? pageOf(view) : []));
  // How many waiting lines were there before the complete page, for whoever looks.
  document.documentElement.dataset['firstFrame'] = String(drawsPage && view.unusable === null ? view.waiting.length : 0);
}

function where({ account }: DeskView): string {
  if (account === null) return band.noAccount;
  return account.practice ? `${band.practice} ${band.practiceMeaning}` : `${account.name} · ${account.who} · ${account.regionName}`;
}

function pageOf({ account, elsewhere, elsewhereCount, unusable, waiting, waitingCount }: DeskView): HTMLElement[] {
  if (unusable !== null) return [element('h1', unusable.title), element('p', unusable.meaning)];
  if (account === null && waitingCount === 0) return [element('h1', firstStart.title)];
  const lines = waiting.map((line) => row(line.customer, line.deviceCloud, lineState(line.state)));
  const others = elsewhere.map((line) => row(line.name, line.deviceCloud, line.madeOn === null ? elsewhereWords.unknown : date(line.madeOn)));
  return [
    element('h1', home.title),
    element('h2', `${home.waiting} (${waitingCount})`),
    ...lines,
    ...(elsewhereCount > 0 ? [element('h2', `${elsewhereWords.title} (${elsewhereCount})`), ...others] : []),
  ];
}

function row(name: string, ...rest: string[]): HTMLElement {
  const made = element('div', '');
  made.append(element('b', name), ...rest.map((text) => element('span', text)));
  return made;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.dir = 'auto';
  made.textContent = text;
  return made;
}
