// 'Forget this customer on this computer'.
export const forget = {
  act: 'Forget this customer on this computer…',
  title: 'Forget {customer} on this computer?',
  goes: "What goes, in Linkwright's own journal and its backups on this computer:",
  goesWhat: ['the line under Waiting for you, and what is known of the devices', 'everything under What happened', 'notes about this customer'],
  stays: 'What stays:',
  staysWhat: ['the link and its devices in AWS', 'files you saved elsewhere, such as completion notes'],
  underWay: 'What is under way is not looked at here any more.',
  confirm: 'Forget this customer',
  keep: 'Do not forget',
};
