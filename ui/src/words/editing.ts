// Editing a link, its tags, its devices, and what only this computer knows of it.
export const editLink = {
  title: 'Edit {name}',
  name: 'Name',
  nameMeaning: 'AWS takes A-Z, digits, space, - and _, at most 128 characters. Other letters are converted.',
  stored: 'It will be stored as {stored}.',
  note: 'Note',
  noteMeaning: 'Kept by AWS with the link, for your colleagues: A-Z, digits, space, - and _. No personal data.',
  description: 'What AWS will keep with it',
  descriptionMeaning: 'The end of it is written by Linkwright and is kept: job number, date and author stay readable for every desk.',
  save: 'Save',
};

export const editDevice = {
  title: 'Edit {name}',
  name: 'Name',
  nameMeaning: 'Letters of any language, digits, space and . _ -, at most 128. AWS cannot take a name away.',
  owner: 'Owner',
  ownerMeaning: 'Your customer number: A-Z, digits and _ . , @ - without spaces, at most 64. AWS cannot take an owner away.',
  save: 'Save',
};

export const notes = {
  own: 'Kept on this computer alone',
  ownMeaning: 'AWS and your colleagues do not see it.',
  spelling: 'Own spelling',
  spellingMeaning: "The customer's name as you write it",
  note: 'Own note',
  noteMeaning: 'Found by the search on this computer',
  save: 'Save',
  saved: 'Saved',
  inAws: 'Kept by AWS with the link',
  noNote: 'No note in AWS.',
  edit: 'Edit',
  tags: 'Tags in AWS',
  tagsNotRead: 'The tags could not be read.',
  saveTags: 'Save the tags',
  tagsChanged: 'Not saved yet.',
};
