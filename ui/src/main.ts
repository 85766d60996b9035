// Starts the window: asks for the desk's view at once and shows its first frame
// with plain elements, while everything else is still being loaded.
import { tauri } from './backend/tauri';
import { showFirstFrame } from './first-frame';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds #root');
let drawn = false;

tauri
  .subscribe((view) => {
    if (drawn) return;
    showFirstFrame(root, view);
    // The window is hidden until then, and hidden pages get no animation frames.
    void tauri.windowReady().catch(() => undefined);
  })
  .catch(() => undefined);
void import('./complete-page').then(({ showCompletePage }) => {
  drawn = true;
  showCompletePage(root, tauri);
});
