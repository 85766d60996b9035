// Help: first steps, states, words, where things are kept, keyboard.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { usePlaces } from '../desk/places';
import { activity } from '../words/activity';
import { help, helpSections, type HelpSection } from '../words/help';

export function Help() {
  const { go } = usePlaces();
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={help.meaning}>
        {help.title}
      </Header>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button data-testid="show-activity" onClick={() => go({ kind: 'activity' })}>
                {help.open}
              </Button>
            }
          >
            {activity.offer}
          </Header>
        }
      >
        {activity.offerMeaning}
      </Container>
      {helpSections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </SpaceBetween>
  );
}

function Section({ section }: { section: HelpSection }) {
  return (
    <Container header={<Header variant="h2">{section.title}</Header>}>
      {section.lines !== undefined && (
        <ol className="lw-help-lines">
          {section.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
      {section.rows !== undefined && (
        <dl className="lw-help-rows">
          {section.rows.map((row) => (
            <div key={row.name}>
              <dt>{row.name}</dt>
              <dd>{row.meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </Container>
  );
}
