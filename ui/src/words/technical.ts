// Technical view.
export const technical = {
  title: 'Technical view',
  cli: 'The same with the AWS CLI',
};
