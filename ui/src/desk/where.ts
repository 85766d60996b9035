// Where an act would take place, and whether anything may be changed there.
import { frame } from '../words/frame';
import { useDesk } from './desk';

/** The AWS account's name for a button; null while none is in use. */
export function useWhere(): string | null {
  const { account } = useDesk();
  if (account === null) return null;
  return account.practice ? frame.practice : account.name;
}

/** Why nothing may be changed at AWS just now; null when it may. */
export function useReadOnly(): string | null {
  return useDesk().account?.readOnly === true ? frame.readOnlyHere : null;
}
