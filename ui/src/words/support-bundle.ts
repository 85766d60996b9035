// The support bundle: a text for whoever helps, with a preview of every line.
export const bundle = {
  title: 'Support bundle',
  meaning: 'A text for whoever helps you. These are all of its lines; names of customers and devices are replaced, ids of AWS and request ids are kept. To write it AWS was asked about the link; the text itself stays here until you send it.',
  loading: 'Writing it…',
  lines: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'line' : 'lines'}`,
  preview: 'Every line of the bundle',
  page: (n: number) => `Lines, page ${n}`,
  aliases: (n: number) => `Names that were replaced (${n})`,
  aliasesMeaning: 'For you alone: this list is not in the bundle.',
  save: 'Save',
  saved: 'Saved as {path}',
  close: 'Close',
};
