// One search over all of Help: every word typed has to be found in an entry.
import { problemCatalogue } from '../backend/problem-catalogue';
import { permissionList } from '../backend/permission-list';
import type { HelpAt } from '../desk/places';
import { topics, type Topic } from '../words/help';
import { wayOn } from '../words/help/problems';

export interface Hit {
  at: HelpAt;
  topic: string;
  name: string;
  text: string;
}

export function hits(search: string): Hit[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const found = topics.flatMap(entriesOf).filter((entry) => {
    const text = `${entry.name} ${entry.text} ${entry.topic}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const nearness = ({ name }: Hit) => {
    const text = name.toLowerCase();
    if (text === words.join(' ')) return 2;
    return words.every((word) => text.includes(word)) ? 1 : 0;
  };
  return found.toSorted((one, other) => nearness(other) - nearness(one));
}

/** Everything a page of Help says, a row or a step each. */
export function entriesOf(topic: Topic): Hit[] {
  const hit = (name: string, text: string, entry: string = name): Hit => ({ at: { topic: topic.id, entry }, topic: topic.title, name, text });
  const own = topic.parts.flatMap((part) =>
    'rows' in part ? part.rows.map((row) => hit(row.name, row.meaning)) : part.lines.map((line) => hit(line, '')),
  );
  const page: Hit = { at: { topic: topic.id }, topic: topic.title, name: topic.title, text: topic.meaning };
  return [page, ...own, ...furtherOf(topic, hit)];
}

function furtherOf(topic: Topic, hit: (name: string, text: string, entry: string) => Hit): Hit[] {
  switch (topic.id) {
    case 'problems':
      return problemCatalogue.flatMap(({ entries }) =>
        entries.map(({ id, title, meaning, action }) => hit(title, `${meaning} ${wayOn(action)}`, id)),
      );
    case 'permissions':
      return permissionList.map(({ action, whatFor }) => hit(action, whatFor, action));
    case 'firstSteps':
    case 'calls':
    case 'states':
    case 'privacy':
    case 'logs':
    case 'keyboard':
    case 'words':
    case 'cannot':
      return [];
    default:
      return topic.id satisfies never;
  }
}
