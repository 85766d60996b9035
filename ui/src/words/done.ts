// The fourth stop.
import { devices } from './count';

export const done = {
  title: 'Done',
  titleWithout: 'Finished without devices',
  titleInPart: 'Finished in part',
  linked: '{customer} is linked to {deviceCloud}',
  registered: (n: number, all: number) => `${n} of ${devices(all)} registered and confirmed`,
  withoutDevices: 'The link works. No device was registered; add them whenever you like.',
  failed: (n: number) => `${devices(n)} failed and can be tried again at any time.`,
  leftOut: (n: number) => `${devices(n)} ${n === 1 ? 'was' : 'were'} left out.`,
  finished: (moment: string) => `Finished ${moment}`,
  retry: (n: number) => `Retry ${n}`,
  addDevices: 'Add devices',
  note: 'Completion note',
  noteMeaning: "For the customer's file: what was linked, when, and how access is withdrawn.",
  noteLoading: 'Writing the completion note…',
  save: 'Save',
  saved: 'Saved as {path}',
  print: 'Print',
  copy: 'Copy',
  devices: (n: number) => `Devices (${n})`,
  nextCustomer: 'Next customer',
  nextCustomerMeaning: "Keeps the device cloud, the owner's beginning and the tags.",
  home: 'Home',
};
