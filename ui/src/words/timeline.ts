// 'What happened': the timeline of one customer.
export const timeline = {
  title: 'What happened',
  loading: 'Looking it up…',
  empty: 'Nothing is written down yet.',
  leftOut: (n: number) => `and ${n.toLocaleString('en')} earlier ones`,
  copy: 'Copy',
  copyNamed: (requestId: string) => `Copy the request id ${requestId}`,
};
