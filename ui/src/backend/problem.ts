// What a rejected command becomes: the desk's own problem, or one that says the
// call itself broke.
import { problems } from '../words/problem';
import type { ProblemView } from './contract';

export function asProblem(error: unknown): ProblemView {
  if (isProblem(error)) return error;
  return {
    kind: 'tryAgain',
    title: problems.brokenCall.title,
    meaning: problems.brokenCall.meaning,
    action: null,
    forCustomer: null,
    forCloudTeam: null,
    detail: typeof error === 'string' ? error : error instanceof Error ? error.message : null,
    requestId: null,
    operation: null,
    entry: null,
  };
}

function isProblem(error: unknown): error is ProblemView {
  return typeof error === 'object' && error !== null && 'kind' in error && 'title' in error && 'meaning' in error;
}
