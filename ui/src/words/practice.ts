// Practice and its scenes.
import type { SceneView } from '../backend/contract';

export const practice = {
  title: 'Practice',
  meaning: 'Everything works as in AWS, with made-up customers and device clouds that live on this computer. Nothing here reaches AWS, and no AWS account is needed.',
  start: 'Start practice',
  starting: 'Starting practice…',
  on: 'Practice is on.',
  off: 'Practice is off.',
  leave: 'Choose an AWS account',
  kept: 'Practice is kept between starts of Linkwright.',
  afresh: 'Start Practice afresh…',
  afreshTitle: 'Start Practice afresh?',
  afreshMeaning: 'Everything that was practised is forgotten: links, devices, and their lines under Waiting for you. The made-up customers stand as at the first start.',
  afreshSafe: 'Nothing in AWS is touched.',
  afreshConfirm: 'Start afresh',
  afreshKeep: 'Keep it as it is',
  begin: 'New link',
  scenes: 'What happens',
  scenesMeaning: 'Choose what goes wrong with the next customer, and see what Linkwright does about it.',
  whyScenes: 'Start practice to choose.',
};

export const scenes: SceneView[] = [
  'allGoesWell',
  'customerSaysNo',
  'wrongAccount',
  'neverFinishes',
  'threeDevicesFail',
  'signInExpires',
];

export function scene(of: SceneView): { name: string; meaning: string } {
  switch (of) {
    case 'allGoesWell':
      return { name: 'All goes well', meaning: 'Sign-in, devices, registering: the straight way.' };
    case 'customerSaysNo':
      return { name: 'The customer says no', meaning: "The customer presses Deny on the device cloud's page." };
    case 'wrongAccount':
      return { name: 'The wrong account', meaning: "Somebody else's account signs in: the devices are not the customer's." };
    case 'neverFinishes':
      return { name: 'Never finishes', meaning: 'The customer closes the page, and nothing comes back.' };
    case 'threeDevicesFail':
      return { name: '3 devices fail', meaning: 'Registering fails for three devices at first.' };
    case 'signInExpires':
      return { name: 'The sign-in expires', meaning: 'The sign-in page says that it has expired. A new one is made at the sign-in stop.' };
    default:
      return of satisfies never;
  }
}
