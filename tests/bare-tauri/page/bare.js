// Says that the page is there, and again when it is on the screen.
const ready = () => window.__TAURI_INTERNALS__.invoke('window_ready');
ready().then(() => requestAnimationFrame(() => requestAnimationFrame(ready)));
