// 'Waiting at other desks': links that wait for a sign-in and that this computer
// did not make, each to be continued here.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';

import type { ElsewhereLine } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { elsewhere as words } from '../words/home';
import { date } from '../words/time';
import { Customer } from './customer';

export function Elsewhere() {
  const { elsewhere, elsewhereCount } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const narrow = useNarrow();
  const more = elsewhereCount - elsewhere.length;
  const open = async ({ accountAssociationId }: ElsewhereLine) => {
    if (await act.run('open_link', { accountAssociationId })) go({ kind: 'wizard' });
  };
  if (elsewhereCount === 0) return null;

  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Table
        variant="container"
        items={elsewhere}
        trackBy="accountAssociationId"
        wrapLines
        stickyColumns={{ last: 1 }}
        contentDensity="compact"
        ariaLabels={{ tableLabel: words.title }}
        header={
          <Header variant="h2" counter={`(${elsewhereCount})`} description={words.meaning}>
            {words.title}
          </Header>
        }
        footer={
          more > 0 ? (
            <Box textAlign="center">
              <Button variant="inline-link" data-testid="more-elsewhere" onClick={() => go({ kind: 'links', query: { states: ['waitingForSignIn'] } })}>
                {words.more(more)}
              </Button>
            </Box>
          ) : undefined
        }
        columnDefinitions={[
          {
            id: 'name',
            header: words.columns.name,
            isRowHeader: true,
            minWidth: narrow ? 110 : 130,
            cell: (line) => <Customer name={line.name} jobNumber={line.jobNumber} deviceCloud={narrow ? line.deviceCloud : null} />,
          },
          ...(narrow
            ? []
            : [{ id: 'deviceCloud', header: words.columns.deviceCloud, cell: (line: ElsewhereLine) => <bdi>{line.deviceCloud}</bdi> }]),
          { id: 'made', header: words.columns.made, minWidth: 120, cell: (line) => <Made line={line} /> },
          {
            id: 'act',
            header: <span className="lw-hidden">{words.columns.act}</span>,
            cell: (line) => (
              <Button
                variant="inline-link"
                wrapText={false}
                data-testid={`continue-here-${line.accountAssociationId}`}
                loading={act.busy !== null}
                ariaLabel={`${words.goOn}: ${line.name}`}
                onClick={() => void open(line)}
              >
                {words.goOn}
              </Button>
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function Made({ line: { madeOn, author } }: { line: ElsewhereLine }) {
  return (
    <>
      <span className="lw-nowrap">{madeOn === null ? words.unknown : date(madeOn)}</span>{' '}
      {author !== null && <bdi className="lw-nowrap">{words.by(author)}</bdi>}
    </>
  );
}
