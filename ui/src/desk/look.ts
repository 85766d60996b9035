// Applies theme and text size to the document.
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect } from 'react';

import type { SettingsView } from '../backend/contract';

export function useLook(settings: SettingsView | undefined) {
  const theme = settings?.theme ?? 'system';
  const textSize = settings?.textSize ?? 'normal';

  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => applyMode(theme === 'dark' || (theme === 'system' && system.matches) ? Mode.Dark : Mode.Light);
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);

  useEffect(() => {
    document.documentElement.dataset['textSize'] = textSize;
  }, [textSize]);
}
