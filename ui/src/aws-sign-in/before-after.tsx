// Where an AWS account led last time and leads this time; what differs is marked.
import type { ConfirmAccountView } from '../backend/contract';
import { confirmAccount as words, inFours } from '../words/aws-sign-in';

export function BeforeAfter({ confirm }: { confirm: ConfirmAccountView }) {
  const { beforeAccount, account, beforeRegion, region, regionName, beforeWho, who, beforeEndpoint, endpoint } = confirm;
  return (
    <table className="lw-before-after" data-testid="before-after">
      <thead>
        <tr>
          <th scope="col">
            <span className="lw-hidden">{words.what}</span>
          </th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {(beforeEndpoint !== null || endpoint !== null) && (
          <Row
            name={words.endpoint}
            before={beforeEndpoint ?? words.aws}
            now={endpoint ?? words.aws}
            differs={endpoint !== beforeEndpoint}
            bad={endpoint !== null}
          />
        )}
        <Row name={words.account} before={inFours(beforeAccount)} now={inFours(account)} differs={account !== beforeAccount} />
        <Row name={words.region} before={beforeRegion} now={`${regionName} · ${region}`} differs={region !== beforeRegion} />
        <Row name={words.who} before={beforeWho ?? words.notKnown} now={who} differs={beforeWho !== null && who !== beforeWho} />
      </tbody>
    </table>
  );
}

interface RowProps {
  name: string;
  before: string;
  now: string;
  differs: boolean;
  bad?: boolean;
}

function Row({ name, before, now, differs, bad = false }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <bdi>{before}</bdi>
      </td>
      <td>
        {differs ? (
          <b className={bad ? 'lw-changed lw-changed-bad' : 'lw-changed'}>
            <span className="lw-hidden">{words.changed}</span> <bdi>{now}</bdi>
          </b>
        ) : (
          <bdi>{now}</bdi>
        )}
      </td>
    </tr>
  );
}
