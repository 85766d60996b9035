// Settings.
import type { LogLevelView, TextSizeView, ThemeView } from '../backend/contract';

export const settings = {
  title: 'Settings',
  company: 'Company',
  companyMeaning: 'Named in messages to customers and in completion notes',
  telephone: 'Telephone',
  telephoneMeaning: 'Whom the customer may call',
  initials: 'Your initials',
  initialsMeaning: 'AWS keeps them with each link you make, so that colleagues see whom to ask',
  theme: 'Colours',
  textSize: 'Text size',
  privateWindowFirst: 'Offer a private browser window first',
  privateWindowFirstMeaning: 'It keeps the sign-in of the last customer apart',
  jobNumberOnly: 'Give AWS the job number alone',
  jobNumberOnlyMeaning: "The customer's name then stays in this window",
  logLevel: 'What is written into the log',
  logLevelMeaning: 'Never names, addresses or secrets. Help, Logs, opens its folder',
  save: 'Save',
};

export const namePattern = {
  label: 'How links are named at AWS',
  meaning: 'Every desk should have the same. A team file can set it.',
  usual: '{customer}',
  places: 'Places: {customer}, {job}, {initials}.',
  example: 'Example: {name}',
  exampleWithoutJob: 'Without a job number: {name}',
  exampleValues: { customer: 'Miller Flat 3', job: 'J-1042', initials: 'ak' },
};

export const messageTexts = {
  title: 'Message texts',
  asking: 'Looking for the texts…',
  places: 'Places: [sign-in address], {company}, {telephone}, {device cloud}, {job}, {host}.',
  first: 'To a new customer',
  reconnect: 'To a customer who has to sign in again',
  isOurs: "Linkwright's own text is used.",
  takeOurs: 'Use ours',
  change: 'Change it',
};

export const themes: { value: ThemeView; name: string }[] = [
  { value: 'system', name: 'Like the system' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

export const textSizes: { value: TextSizeView; name: string }[] = [
  { value: 'normal', name: 'Normal' },
  { value: 'large', name: 'Large (130 %)' },
  { value: 'largest', name: 'Largest (200 %)' },
];

export const logLevels: { value: LogLevelView; name: string; meaning: string }[] = [
  { value: 'errors', name: 'Errors', meaning: 'What went wrong inside Linkwright' },
  { value: 'usual', name: 'Usual', meaning: 'One line for each call to AWS, too' },
  { value: 'detailed', name: 'Detailed', meaning: 'Ids of links and devices, too, while somebody looks for a fault' },
];
