// The complete page: Cloudscape's styles and the window itself. It subscribes
// anew, which gives it the present view.
import '@cloudscape-design/global-styles/index.css';
import './window.css';

import { createRoot } from 'react-dom/client';

import { App } from './app';
import type { Backend } from './backend/backend';

export function showCompletePage(root: HTMLElement, backend: Backend) {
  createRoot(root).render(<App backend={backend} still={root.firstElementChild} />);
}
