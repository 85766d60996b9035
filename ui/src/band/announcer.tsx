// Says changed states aloud, politely, and never each check; and that an AWS sign-in
// is needed.
import LiveRegion from '@cloudscape-design/components/live-region';
import { useEffect, useRef, useState } from 'react';

import type { JourneyLine } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { signInTitle } from '../words/aws-sign-in';
import { lineState } from '../words/home';
import { lineChanged } from '../words/wizard';

export function Announcer() {
  const { awsSignIn, waiting, open } = useDesk();
  const said = useRef<Map<string, string> | null>(null);
  const [news, setNews] = useState('');
  const openId = open?.journeyId;

  useEffect(() => {
    const before = said.current;
    said.current = new Map(waiting.map((line) => [line.journeyId, line.state.kind]));
    if (before === null) return;
    const changed = waiting.filter((line) => line.journeyId !== openId && isNews(before, line));
    if (changed.length > 0) setNews(changed.map((line) => lineChanged(line.customer, lineState(line.state))).join('. '));
  }, [waiting, openId]);

  return (
    <>
      <LiveRegion hidden>{news}</LiveRegion>
      <LiveRegion hidden>{awsSignIn === null ? '' : signInTitle(awsSignIn)}</LiveRegion>
    </>
  );
}

function isNews(before: Map<string, string>, line: JourneyLine): boolean {
  const kind = before.get(line.journeyId);
  return kind !== undefined && kind !== line.state.kind;
}
