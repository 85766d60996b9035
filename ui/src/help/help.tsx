// Help: its topics, one search over all of them, and the page that is open. It
// works without any network, and leads back to where one was.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState } from 'react';

import { openDialog } from '../desk/focus';
import { usePlaces, type HelpAt } from '../desk/places';
import { activity } from '../words/activity';
import { help, topicOf, topics } from '../words/help';
import { Hits } from './hits';
import { hits } from './search';
import { TopicPage } from './topic-page';

export function Help({ at, onBack }: { at: HelpAt; onBack: () => void }) {
  const { go } = usePlaces();
  const [search, setSearch] = useState('');
  const heading = useRef<HTMLDivElement>(null);
  const topic = topicOf(at.topic);
  const searching = search.trim() !== '';

  // A page without an entry is read from its top.
  useEffect(() => {
    if (at.entry === undefined) heading.current?.focus();
  }, [at]);

  useEscape(() => (searching ? setSearch('') : onBack()));

  const open = (next: HelpAt) => {
    setSearch('');
    go({ kind: 'help', at: next });
  };
  return (
    <div data-testid="help">
      <SpaceBetween size="m">
        <div className="lw-heading" ref={heading} tabIndex={-1}>
          <Button variant="inline-link" iconName="arrow-left" data-testid="help-back" onClick={onBack}>
            {help.back}
          </Button>
          <Header variant="h1" description={topic.meaning}>
            {`${help.title}: ${topic.title}`}
          </Header>
        </div>
        <div className="lw-search">
          <Input
            type="search"
            value={search}
            placeholder={help.search}
            ariaLabel={help.search}
            clearAriaLabel={help.clear}
            nativeInputAttributes={{ 'data-testid': 'help-search' }}
            onChange={({ detail }) => setSearch(detail.value)}
          />
        </div>
        <div className="lw-help">
          <nav aria-label={help.topics}>
            <ul className="lw-help-topics">
              {topics.map(({ id, title }) => (
                <li key={id}>
                  <button
                    type="button"
                    data-testid={`topic-${id}`}
                    {...(id === topic.id && !searching ? { 'aria-current': 'page' as const } : {})}
                    onClick={() => open({ topic: id })}
                  >
                    {title}
                  </button>
                </li>
              ))}
              <li>
                <button type="button" data-testid="show-activity" title={activity.offerMeaning} onClick={() => go({ kind: 'activity' })}>
                  {activity.offer}
                </button>
              </li>
            </ul>
          </nav>
          <Container>{searching ? <Hits found={hits(search)} onOpen={open} /> : <TopicPage topic={topic} entry={at.entry} />}</Container>
        </div>
      </SpaceBetween>
    </div>
  );
}

function useEscape(act: () => void) {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && openDialog() === null) latest.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
