// The first frame: where the person works and what is waiting, drawn without any
// library so that it is there at once. The complete page takes its place.
import type { DeskView } from './backend/contract';
import { band, frame } from './words/frame';
import { firstStart, home, lineState } from './words/home';

export function showFirstFrame(root: HTMLElement, view: DeskView) {
  const [top, side, page] = ['band', 'side', 'page'].map((part) => root.querySelector(`.first-frame-${part}`));
  if (!top || !side || !page) return;
  const dark = view.settings.theme === 'dark' || (view.settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  top.parentElement?.classList.remove('first-frame-unknown');
  top.parentElement?.classList.toggle('first-frame-dark', dark);
  top.classList.toggle('first-frame-practice', view.account?.practice === true);
  top.replaceChildren(element('b', where(view)));
  side.replaceChildren(element('b', frame.product), ...Object.values(frame.places).map((name) => element('span', name)));
  page.replaceChildren(...(view.open === null ? pageOf(view) : []));
  document.documentElement.dataset['firstFrame'] = 'true';
}

function where({ account }: DeskView): string {
  if (account === null) return band.noAccount;
  return account.practice ? `${band.practice} ${band.practiceMeaning}` : `${account.name} · ${account.who} · ${account.regionName}`;
}

function pageOf({ account, waiting, waitingCount }: DeskView): HTMLElement[] {
  if (account === null && waitingCount === 0) return [element('h1', firstStart.title)];
  const lines = waiting.map((line) => {
    const row = element('div', '');
    row.append(element('b', line.customer), element('span', line.deviceCloud), element('span', lineState(line.state)));
    return row;
  });
  return [element('h1', home.title), element('h2', `${home.waiting} (${waitingCount})`), ...lines];
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.dir = 'auto';
  made.textContent = text;
  return made;
}
