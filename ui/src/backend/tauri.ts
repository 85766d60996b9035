// The real backend: the one file that talks to Tauri.
import { Channel, invoke } from '@tauri-apps/api/core';

import type { Answer, Backend } from './backend';
import type { DeskView } from './contract';

export const tauri: Backend = {
  invoke: (command, form) => invoke<Answer<typeof command>>(command, { form }),
  subscribe: (onView) => {
    const channel = new Channel<DeskView>();
    channel.onmessage = onView;
    return invoke<void>('subscribe', { channel });
  },
  windowReady: () => invoke<void>('window_ready'),
  closeWindow: () => invoke<void>('close_window'),
};
