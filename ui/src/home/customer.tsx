// Whom a line is about: name, device cloud where it has no column, job number.
import { home } from '../words/home';

interface CustomerProps {
  name: string;
  jobNumber: string | null;
  deviceCloud: string | null;
}

export function Customer({ name, jobNumber, deviceCloud }: CustomerProps) {
  return (
    <>
      <b>
        <bdi className="lw-name">{name}</bdi>
      </b>
      {deviceCloud !== null && <bdi className="lw-row-why">{deviceCloud}</bdi>}
      {jobNumber !== null && <bdi className="lw-row-why">{home.job(jobNumber)}</bdi>}
    </>
  );
}
