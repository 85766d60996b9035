// Practice: start it, choose what happens, leave it.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';

import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { practice as words, scene as sceneWords, scenes } from '../words/practice';
import { StartAfresh } from './start-afresh';

export function Practice() {
  const { practice, connecting } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const on = practice !== null;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={words.meaning}
        actions={
          on ? (
            <SpaceBetween size="xs" direction="horizontal">
              {practice.scene !== null && <StartAfresh act={act} />}
              <Button data-testid="leave-practice" onClick={() => go({ kind: 'awsAccounts' })}>
                {words.leave}
              </Button>
              <Button variant="primary" data-testid="new-link" onClick={() => go({ kind: 'newLink', seed: {} })}>
                {words.begin}
              </Button>
            </SpaceBetween>
          ) : (
            <Button
              variant="primary"
              data-testid="use-practice"
              loading={connecting || act.busy !== null}
              onClick={() => void act.run('use_aws_account', { source: { kind: 'practice' }, region: null })}
            >
              {words.start}
            </Button>
          )
        }
      >
        {words.title}
      </Header>
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Container
        header={
          <Header variant="h2" description={on ? words.scenesMeaning : words.whyScenes}>
            {words.scenes}
          </Header>
        }
      >
        <SpaceBetween size="s">
          <Tiles
            ariaLabel={words.scenes}
            columns={3}
            value={practice?.scene ?? null}
            items={scenes.map((each) => ({
              value: each,
              label: sceneWords(each).name,
              description: sceneWords(each).meaning,
              disabled: !on,
            }))}
            onChange={({ detail }) => {
              const chosen = scenes.find((each) => each === detail.value);
              if (chosen !== undefined) void act.run('set_scene', { scene: chosen });
            }}
          />
          <span className="lw-with-why" aria-live="polite">
            <StatusIndicator type={on ? 'success' : 'stopped'}>{on ? words.on : words.off}</StatusIndicator>
            <span className="lw-quiet">{words.kept}</span>
          </span>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
