// What is typed, shortly after the last keystroke.
import { useEffect, useState } from 'react';

const AFTER_LAST_KEY = 120;

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), AFTER_LAST_KEY);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
