// Help: the keyboard.
import type { Topic } from './topic';

export const keyboard: Topic = {
  id: 'keyboard',
  title: 'Keyboard',
  meaning: 'Everything works without a mouse. A line round a control shows where you are.',
  parts: [
    {
      title: 'Everywhere',
      rows: [
        { name: 'Tab and Shift+Tab', meaning: 'From one control to the next, and back.' },
        { name: 'Skip to the page', meaning: 'The first stop of Tab: past the band and the places.' },
        { name: 'F1', meaning: 'Help for what is on the screen. Esc or Back leads back to it.' },
        { name: 'Esc', meaning: 'Closes a question or a list without doing anything.' },
        { name: 'Enter', meaning: 'Presses a button, follows a link, opens a list.' },
        { name: 'Space', meaning: 'Presses a button, ticks a device, turns a switch.' },
        { name: 'Arrow keys', meaning: 'Between tabs, choices and the entries of a list.' },
      ],
    },
    {
      title: 'Fields',
      rows: [
        { name: 'Enter in Customer', meaning: 'Creates the link.' },
        { name: 'Enter in a search field', meaning: 'Opens the list with what was typed.' },
        { name: 'Enter in a name', meaning: 'Keeps it. Esc leaves it as it was.' },
        { name: 'Six digits of an MFA device', meaning: 'Are sent as soon as the sixth is typed.' },
      ],
    },
    {
      title: 'Size and colours',
      rows: [
        { name: 'Text size', meaning: 'Settings, behind the gear: normal, 130 %, or 200 %. The whole page grows.' },
        { name: 'Dark colours', meaning: 'Settings, behind the gear: like the system, light, or dark.' },
        { name: 'Less movement', meaning: 'Follows the setting of your system.' },
      ],
    },
  ],
};
