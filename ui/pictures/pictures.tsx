// Shows the window in one named state, `?state=home&theme=dark`, or in whichever
// is asked for by `lwPictures`. Never shipped.
import '@cloudscape-design/global-styles/index.css';
import '../src/window.css';

import { complaints } from './complaints';
import { fit, paint, quiet, show } from './shown';
import { states } from './states';

/** For the story that looks at all of them. */
const lwPictures = { names: Object.keys(states), show, fit, paint, quiet, complaints };
Object.assign(window, { lwPictures });

document.addEventListener('securitypolicyviolation', (event) => {
  document.documentElement.dataset['violation'] = `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`;
});

const asked = new URLSearchParams(location.search);
const name = asked.get('state');
if (name === null) {
  document.getElementById('root')?.replaceChildren(...lwPictures.names.map(linkTo));
} else {
  void show(name, asked.get('theme') === 'dark' ? 'dark' : 'light').then(() => {
    document.documentElement.dataset['walked'] = 'true';
  });
}

function linkTo(each: string): HTMLElement {
  const link = document.createElement('a');
  link.href = `?state=${each}`;
  link.textContent = `${each} `;
  return link;
}
