import { useEffect, useState } from 'react';
import { removeStored } from '@/lib/storage';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'reelwright.theme'; // read by public/theme.js before the first paint, as plain text

/** The chosen theme and a way to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset.theme as Theme) || 'system');
  useEffect(() => {
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
      removeStored(KEY);
      return;
    }
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // it holds until the page is closed
    }
  }, [theme]);
  return [theme, setTheme];
}
