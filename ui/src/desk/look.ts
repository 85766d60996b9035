// Applies the theme to the document. The text size is the zoom of the whole page,
// which the shell sets.
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect } from 'react';

import type { SettingsView } from '../backend/contract';

export function useLook(settings: SettingsView | undefined) {
  const theme = settings?.theme ?? 'system';

  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => applyMode(theme === 'dark' || (theme === 'system' && system.matches) ? Mode.Dark : Mode.Light);
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
}
