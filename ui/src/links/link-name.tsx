// How a link is called: in AWS, and by what only this computer knows of it.
import type { LinkRow } from '../backend/contract';
import { links as words } from '../words/links';

interface LinkNameProps {
  row: LinkRow;
  technical: boolean;
}

export function LinkName({ row, technical }: LinkNameProps) {
  return (
    <>
      <b>
        <bdi className="lw-name">{row.name}</bdi>
      </b>
      {row.unnamed && <span className="lw-row-why">{words.unnamed}</span>}
      <Own texts={[row.spelling, row.memo].filter((each) => each !== null)} />
      {technical && <code className="lw-id">{row.accountAssociationId}</code>}
    </>
  );
}

/** Own spelling and note: known on this computer alone, and marked so. */
function Own({ texts }: { texts: string[] }) {
  return texts.map((text, index) => (
    <span key={text} className="lw-row-why">
      <bdi className="lw-name">{text}</bdi>
      {index === texts.length - 1 && <i> · {words.onThisComputer}</i>}
    </span>
  ));
}
