// What a page of Help is made of.
export type TopicId =
  | 'firstSteps'
  | 'calls'
  | 'states'
  | 'problems'
  | 'permissions'
  | 'privacy'
  | 'logs'
  | 'keyboard'
  | 'words'
  | 'cannot';

export interface HelpRow {
  name: string;
  meaning: string;
}

/** Lines are steps, one after the other; rows say what something means. */
export type HelpPart = { title?: string } & ({ lines: string[] } | { rows: HelpRow[] });

export interface Topic {
  id: TopicId;
  title: string;
  meaning: string;
  parts: HelpPart[];
}
