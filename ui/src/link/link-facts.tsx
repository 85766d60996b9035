// What is known of a link, and since when: AWS keeps no times, so what was seen on
// this computer says so.
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { AccessView, DeviceCloudFacts, LinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { LinkState } from '../links/link-state';
import { fillText } from '../words/fill';
import { accessGiven, link as words, renewal } from '../words/link';
import { at } from '../words/time';

export function LinkFacts({ link }: { link: LinkView }) {
  const { technicalView } = useDesk().settings;
  const { facts } = words;
  const { state, stateName, stateSince, lastWorked, deviceCloud, share, access, cloud } = link;
  const items: KeyValuePairsProps.Item[] = [
    {
      label: facts.state,
      value: (
        <>
          <LinkState state={state} />
          {technicalView && <code className="lw-id">{stateName}</code>}
        </>
      ),
    },
    { label: facts.since, value: stateSince === null ? facts.sinceNotKnown : at(stateSince) },
    ...(lastWorked === null ? [] : [{ label: facts.lastWorked, value: at(lastWorked) }]),
    { label: fillText(facts.share, { deviceCloud }), value: facts.shareCount(share.failing, share.total) },
    ...(access === null ? [] : [{ label: facts.access, value: <Access access={access} cloud={cloud} /> }]),
    ...(cloud === null || access?.kind === 'companyCredential'
      ? []
      : [{ label: facts.lastPage, value: <bdi className="lw-name">{cloud.completionPage?.replace(/^https:\/\//, '') ?? facts.lastPageBlank}</bdi> }]),
  ];
  return (
    <>
      {cloud?.gone === true && <StatusIndicator type="warning">{facts.cloudGone}</StatusIndicator>}
      <div className="lw-fact-pairs">
        <KeyValuePairs columns={3} minColumnWidth={190} items={items} />
      </div>
    </>
  );
}

function Access({ access, cloud }: { access: AccessView; cloud: DeviceCloudFacts | null }) {
  const renewed = cloud === null || cloud.renewal.kind === 'unknown' ? null : renewal(cloud.renewal);
  return (
    <>
      <bdi>{accessGiven(access)}</bdi>
      {renewed !== null && `; ${renewed}`}
    </>
  );
}
