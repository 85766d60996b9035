// Starts the window: asks for the desk's view at once and shows its first frame
// with plain elements, while everything else is still being loaded.
import { tauri } from './backend/tauri';
import { showFirstFrame } from './first-frame';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds #root');
let drawn = false;

tauri.subscribe((view) => drawn || showFirstFrame(root, view)).catch(() => undefined);
void import('./complete-page').then(({ showCompletePage }) => {
  drawn = true;
  showCompletePage(root, tauri);
});
