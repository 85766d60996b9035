// Puts values into a sentence with places such as {customer}. A name stands in
// its own direction, so that it cannot turn the sentence round it.
import { Fragment, type ReactNode } from 'react';

export function fill(sentence: string, values: Record<string, ReactNode>): ReactNode {
  return sentence.split(/(\{\w+\})/).map((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    const value = values[name];
    // The parts of one sentence never change places.
    // eslint-disable-next-line react/no-array-index-key
    return <Fragment key={index}>{typeof value === 'string' ? <bdi>{value}</bdi> : value}</Fragment>;
  });
}

/** For labels that only a screen reader reads. */
export function fillText(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
