// 'Existing link': which one to go on with, or one device by its ids.
import SpaceBetween from '@cloudscape-design/components/space-between';

import { useDesk } from '../desk/desk';
import { EnterIds } from '../devices/enter-ids';
import { LinkList } from '../links/link-list';
import { links as words } from '../words/links';

export function ExistingLink() {
  const { account } = useDesk();
  return (
    <SpaceBetween size="l">
      <LinkList
        title={words.titleChoose}
        description={words.chooseMeaning}
        act={words.chooseIt}
        actNamed={words.chooseNamed}
        search=""
        focusSearch
      />
      {account !== null && <EnterIds />}
    </SpaceBetween>
  );
}
