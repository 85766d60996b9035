// Starts the window: asks for the desk's views and draws from the first one on.
import '@cloudscape-design/global-styles/index.css';
import './window.css';

import { createRoot } from 'react-dom/client';

import { tauri } from './backend/tauri';
import { App } from './app';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds #root');
createRoot(root).render(<App backend={tauri} still={root.firstElementChild} />);
