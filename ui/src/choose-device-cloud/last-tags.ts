// The tags typed last for each device cloud, kept while the window is open, for
// 'Next customer'.
import type { TagForm } from '../backend/contract';

const typed = new Map<string, TagForm[]>();

export function keepTags(connectorDestinationId: string, tags: TagForm[]) {
  typed.set(connectorDestinationId, tags);
}

export function lastTags(connectorDestinationId: string): TagForm[] {
  return typed.get(connectorDestinationId) ?? [];
}
