// Where the person is in the window, and the ways from one place to another.
import { createContext, useContext } from 'react';

import type { Seed } from '../choose-device-cloud/draft';
import type { LinkQuery } from '../links/link-query';
import type { TopicId } from '../words/help/topic';

export type Place =
  | { kind: 'home' }
  | { kind: 'links'; query?: Partial<LinkQuery> }
  /** The page of one link; `from` is the list it was opened from. */
  | { kind: 'link'; accountAssociationId: string; tab?: LinkTab; from?: LinkQuery }
  | { kind: 'existingLink' }
  | { kind: 'newLink'; seed: Seed }
  /** The open one of the desk. */
  | { kind: 'wizard' }
  | { kind: 'awsAccounts' }
  | { kind: 'addAwsAccount' }
  /** The last test of the way to AWS. */
  | { kind: 'accessTest' }
  | { kind: 'practice' }
  /** Lies over where one is, and leads back to it. */
  | { kind: 'help'; at?: HelpAt }
  /** What was done on this computer. */
  | { kind: 'activity' };

/** A page of Help; `entry` is one of its rows by name, or a problem by its id. */
export interface HelpAt {
  topic: TopicId;
  entry?: string;
}

export type LinkTab = 'devices' | 'timeline' | 'notes' | 'diagnosis';

export interface Places {
  place: Place;
  /** Leaves the open wizard, whose link stays where it is; for Help nothing is left. */
  go: (place: Place) => void;
  /** While a link is being asked for, the first stop stays: a refusal is shown there. */
  hold: (held: boolean) => void;
}

export const PlacesContext = createContext<Places | null>(null);

export function usePlaces(): Places {
  const places = useContext(PlacesContext);
  if (places === null) throw new Error('outside of PlacesContext');
  return places;
}
