// A QR code from its modules: black on white in every theme, with the border of
// four modules that scanners need.
import { signIn as words } from '../words/sign-in';

const BORDER = 4;
const LEAST_PER_MODULE = 4;
const WANTED = 264;

export function QrCode({ rows, host }: { rows: string[]; host: string }) {
  const modules = rows.length + 2 * BORDER;
  const size = modules * Math.max(LEAST_PER_MODULE, Math.floor(WANTED / modules));
  return (
    <svg
      data-testid="qr-code"
      className="lw-qr"
      role="img"
      aria-label={words.qrAlt(host)}
      width={size}
      height={size}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
    >
      <rect width={modules} height={modules} fill="#ffffff" />
      <path d={rows.map(rowPath).join('')} fill="#000000" />
    </svg>
  );
}

/** One rectangle for each run of dark modules. */
function rowPath(row: string, y: number): string {
  return [...row.matchAll(/1+/g)]
    .map((run) => `M${run.index + BORDER} ${y + BORDER}h${run[0].length}v1h-${run[0].length}z`)
    .join('');
}
