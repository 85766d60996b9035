// The places at the side.
import Badge from '@cloudscape-design/components/badge';
import SideNavigation from '@cloudscape-design/components/side-navigation';

import { useDesk } from '../desk/desk';
import { usePlaces, type Place } from '../desk/places';
import { frame } from '../words/frame';

const byHref: Record<string, Place> = {
  '#home': { kind: 'home' },
  '#links': { kind: 'links' },
  '#aws-accounts': { kind: 'awsAccounts' },
  '#practice': { kind: 'practice' },
  '#help': { kind: 'help' },
};

export function PlaceList() {
  const { waitingCount } = useDesk();
  const { place, go } = usePlaces();
  return (
    <SideNavigation
      header={{ text: frame.product, href: '#home' }}
      activeHref={activeHref(place)}
      onFollow={(event) => {
        event.preventDefault();
        const next = byHref[event.detail.href];
        if (next !== undefined) go(next);
      }}
      items={[
        {
          type: 'link',
          text: frame.places.home,
          href: '#home',
          ...(waitingCount > 0
            ? {
                info: (
                  <span title={frame.waitingBadge(waitingCount)}>
                    <Badge color="blue">{waitingCount}</Badge>
                  </span>
                ),
              }
            : {}),
        },
        { type: 'link', text: frame.places.links, href: '#links' },
        { type: 'link', text: frame.places.awsAccounts, href: '#aws-accounts' },
        { type: 'link', text: frame.places.practice, href: '#practice' },
        { type: 'link', text: frame.places.help, href: '#help' },
      ]}
    />
  );
}

function activeHref(place: Place): string {
  switch (place.kind) {
    case 'links':
    case 'link':
      return '#links';
    case 'awsAccounts':
    case 'addAwsAccount':
    case 'accessTest':
      return '#aws-accounts';
    case 'practice':
      return '#practice';
    case 'help':
    case 'activity':
      return '#help';
    case 'home':
    case 'newLink':
    case 'existingLink':
    case 'wizard':
      return '#home';
    default:
      return place satisfies never;
  }
}
