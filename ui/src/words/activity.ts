// What was done on this computer.
export const activity = {
  title: 'What was done on this computer',
  meaning: 'Every change Linkwright asked AWS for from here, newest first. It stays on this computer.',
  loading: 'Looking it up…',
  empty: 'Nothing has been done yet',
  columns: { at: 'When', what: 'What', link: 'Link', where: 'Where' },
  open: 'Open {name}',
  practice: 'Practice',
  where: (account: string, region: string) => `…${account.slice(-4)}, ${region}`,
  older: 'Older',
  newest: 'Newest',
  export: 'Export',
  saved: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'entry' : 'entries'} saved as {path}`,
  offer: 'What was done on this computer',
  offerMeaning: 'A record of every change, to look up or to export.',
};
