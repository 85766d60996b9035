// What is known of a link, and since when: AWS keeps no times, so what was seen on
// this computer says so. How it stands is told by the box above.
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Fragment, type ReactNode } from 'react';

import type { AccessView, DeviceCloudFacts, LinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { fill } from '../words/fill';
import { accessGiven, link as words, renewal } from '../words/link';
import { at } from '../words/time';

export function LinkFacts({ link }: { link: LinkView }) {
  const { technicalView } = useDesk().settings;
  const { facts } = words;
  const { gone, stateName, stateSince, lastWorked, deviceCloud, share, access, cloud } = link;
  return (
    <>
      {cloud?.gone === true && <StatusIndicator type="warning">{facts.cloudGone}</StatusIndicator>}
      <dl className="lw-link-facts">
        {technicalView && !gone && (
          <Fact name={facts.stateName}>
            <code>{stateName}</code>
          </Fact>
        )}
        {!gone && <Fact name={facts.since}>{stateSince === null ? facts.sinceNotKnown : at(stateSince)}</Fact>}
        {lastWorked !== null && <Fact name={facts.lastWorked}>{at(lastWorked)}</Fact>}
        <Fact name={fill(facts.share, { deviceCloud })}>{facts.shareCount(share.failing, share.total)}</Fact>
        {access !== null && (
          <Fact name={facts.access}>
            <Access access={access} cloud={cloud} />
          </Fact>
        )}
        {cloud !== null && access?.kind !== 'companyCredential' && (
          <Fact name={facts.lastPage}>{cloud.completionPage === null ? facts.lastPageBlank : <Address of={cloud.completionPage} />}</Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
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

/** Breaks at its strokes rather than in the middle of a word. */
function Address({ of }: { of: string }) {
  const parts = of.replace(/^https?:\/\//, '').split(/(?<=\/)/);
  return (
    <bdi className="lw-name">
      {parts.map((part, index) => (
        // The parts of one address never change places.
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
