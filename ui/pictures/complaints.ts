// What is wrong with what is shown: accessibility by axe, then what only a laid
// out page can tell.
import axe from 'axe-core';

import { layoutComplaints } from './layout';

/** `whole`: every rule; `colours`: contrast alone, for the same page in other colours; `layout`: only how it is laid out. */
export type Depth = 'whole' | 'colours' | 'layout';

const ofLayout = { type: 'rule', values: ['target-size'] } as const;
const ofColours = { type: 'rule', values: ['color-contrast'] } as const;

/** What stays in place covers what scrolling brings out from under it; axe takes it for covered. */
const unstuck = new CSSStyleSheet();
unstuck.replaceSync('.lw-footer { position: static !important; }');

export async function complaints(depth: Depth): Promise<string[]> {
  document.adoptedStyleSheets = [unstuck];
  const runOnly = depth === 'whole' ? null : depth === 'colours' ? ofColours : ofLayout;
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    preload: false,
    ...(runOnly === null ? { rules: { 'target-size': { enabled: true } } } : { runOnly: { ...runOnly, values: [...runOnly.values] } }),
  });
  document.adoptedStyleSheets = [];
  const byAxe = violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !isMenuOfTable(id, html))
      .map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any.map(({ message }) => message).join(' ').slice(0, 200)}`),
  );
  return depth === 'colours' ? byAxe : [...byAxe, ...layoutComplaints()];
}

/** Such a menu opens at the end of the body, outside of every region, so that the table cannot cut it off. */
function isMenuOfTable(id: string, html: string): boolean {
  return id === 'region' && html.includes('data-awsui-referrer-id');
}
