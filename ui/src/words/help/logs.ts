// Help: the log.
import type { Topic } from './topic';

export const logs: Topic = {
  id: 'logs',
  title: 'Logs',
  meaning: 'What Linkwright writes down about its own work, for whoever looks for a fault.',
  parts: [
    {
      title: 'What is in it',
      rows: [
        { name: 'In it', meaning: 'Calls to AWS with their outcome, request id and time; sign-ins to AWS; when the network went and came; start and end.' },
        { name: 'Not in it', meaning: 'Names of customers, links and devices, addresses, passwords, keys. Ids only while the level is Detailed.' },
        { name: 'How much', meaning: 'Settings, What is written into the log: errors, usual, or detailed. It holds at once.' },
        { name: 'A support bundle', meaning: 'Says more about one link, in words: in the menu More of its page.' },
      ],
    },
  ],
};

export const logWords = {
  folder: 'Where it is',
  open: 'Open log folder',
  copyPath: 'Copy the path',
  looking: 'Looking…',
  none: 'No file yet',
  files: (n: number, size: string, kept: number) => `${n === 1 ? '1 file' : `${n} files`}, ${size} in all; the newest ${kept} are kept`,
};
