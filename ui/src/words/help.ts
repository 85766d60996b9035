// Help. The one place besides Technical view that may use AWS's own terms; a
// topic a file in help/.
import { calls } from './help/calls';
import { cannot } from './help/cannot';
import { firstSteps } from './help/first-steps';
import { glossary } from './help/glossary';
import { keyboard } from './help/keyboard';
import { logs } from './help/logs';
import { permissions } from './help/permissions';
import { privacy } from './help/privacy';
import { problemsTopic } from './help/problems';
import { states } from './help/states';
import type { Topic, TopicId } from './help/topic';

export type { HelpPart, HelpRow, Topic, TopicId } from './help/topic';

export const help = {
  title: 'Help',
  topics: 'Topics',
  search: 'Search in Help',
  clear: 'Clear the search',
  back: 'Back',
  none: 'Nothing in Help is told in these words. Try fewer or other ones.',
  hits: (n: number) => (n === 1 ? '1 place in Help' : `${n} places in Help`),
  mostHits: (n: number) => `The first ${n} are shown.`,
  activity: 'Show it',
};

export const topics: Topic[] = [firstSteps, calls, states, problemsTopic, permissions, privacy, logs, keyboard, glossary, cannot];

export function topicOf(id: TopicId): Topic {
  return topics.find((topic) => topic.id === id) ?? firstSteps;
}
