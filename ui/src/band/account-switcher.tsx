// The account part of the band as a menu: another AWS account that is kept here, or
// all of them. By keyboard: arrows, Home, End, Enter, Escape.
import Icon from '@cloudscape-design/components/icon';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { Swatch } from '../aws-accounts/swatch';
import type { SavedAccountView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { band as words } from '../words/frame';

export function AccountSwitcher({ act, children }: { act: Act; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  const close = () => {
    setOpened(false);
    opener.current?.focus();
  };
  // Anything done outside of it closes it.
  useEffect(() => {
    if (!opened) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && whole.current?.contains(event.target) === false) setOpened(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [opened]);

  return (
    <div className="lw-switcher" ref={whole}>
      <button
        type="button"
        ref={opener}
        className="lw-switcher-opener"
        data-testid="switch-account"
        title={words.switchAccount}
        aria-haspopup="menu"
        aria-expanded={opened}
        {...(opened ? { 'aria-controls': menuId } : {})}
        onClick={() => setOpened(!opened)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpened(true);
        }}
      >
        <span className="lw-switcher-text">{children}</span>
        <Icon name="caret-down-filled" size="small" />
      </button>
      {opened && <Menu id={menuId} act={act} onClose={close} />}
    </div>
  );
}

function Menu({ id, act, onClose }: { id: string; act: Act; onClose: () => void }) {
  const { awsAccountsRevision } = useDesk();
  const { go } = usePlaces();
  const { page, asking } = useQuestion('list_aws_accounts', {}, awsAccountsRevision);
  const menu = useRef<HTMLDivElement>(null);
  const listed = page !== null;
  // The first one takes the focus, and again when they have come.
  useEffect(() => {
    const [first] = items(menu.current);
    if (listed || document.activeElement !== first) first?.focus();
  }, [listed]);

  const use = ({ savedAccountId, inUse }: SavedAccountView) => {
    onClose();
    if (!inUse) void act.run('use_saved_account', { savedAccountId });
  };
  return (
    // The items take the focus.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div id={id} ref={menu} role="menu" aria-label={words.switchAccount} className="lw-switcher-menu" onKeyDown={(event) => move(event, menu.current, onClose)}>
      {page === null && asking && <span className="lw-switcher-said">{words.listing}</span>}
      {page !== null && page.accounts.length === 0 && <span className="lw-switcher-said">{words.noneKept}</span>}
      {page?.accounts.map((account) => (
        <button
          key={account.savedAccountId}
          type="button"
          role="menuitemradio"
          aria-checked={account.inUse}
          tabIndex={-1}
          data-testid={`switch-to-${account.savedAccountId}`}
          onClick={() => use(account)}
        >
          <Swatch colour={account.colour} />
          <span>
            <bdi>{account.name}</bdi>
            <small>
              {account.account ?? ''}
              {account.account !== null && account.inUse && ' · '}
              {account.inUse && words.inUse}
            </small>
          </span>
          {account.inUse && <Icon name="check" />}
        </button>
      ))}
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        className="lw-switcher-all"
        data-testid="switch-to-accounts"
        onClick={() => {
          onClose();
          go({ kind: 'awsAccounts' });
        }}
      >
        {words.toAccounts}
      </button>
    </div>
  );
}

function items(menu: HTMLElement | null): HTMLButtonElement[] {
  return menu === null ? [] : [...menu.querySelectorAll('button')];
}

function move(event: KeyboardEvent, menu: HTMLElement | null, onClose: () => void) {
  const all = items(menu);
  const here = all.findIndex((each) => each === document.activeElement);
  const to = (index: number) => {
    event.preventDefault();
    all[(index + all.length) % all.length]?.focus();
  };
  if (event.key === 'ArrowDown') to(here + 1);
  else if (event.key === 'ArrowUp') to(here - 1);
  else if (event.key === 'Home') to(0);
  else if (event.key === 'End') to(-1);
  else if (event.key === 'Escape') {
    event.preventDefault();
    onClose();
  }
}
