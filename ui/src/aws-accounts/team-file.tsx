// The team file: what was read at start, saved for others, taken from a file.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useRef, useState } from 'react';

import type { TeamFileCheck, TeamFileView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { useAnswer } from '../desk/use-answer';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { teamFile as words } from '../words/team-file';

/** Far more than a team file can be. */
const MOST_BYTES = 1_000_000;

export function TeamFile({ read }: { read: TeamFileView | null }) {
  const saved = useAnswer('export_team_file');
  const checked = useAnswer('check_team_file');
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ name: string; text: string } | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const problem = checked.problem ?? act.problem ?? saved.problem;

  const choose = async (file: File | undefined) => {
    leave();
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return setSaid(words.tooLarge);
    try {
      const text = await file.text();
      setChosen({ name: file.name, text });
      await checked.ask({ text });
    } catch {
      setSaid(words.unreadable);
    }
  };
  const leave = () => {
    setChosen(null);
    setSaid(null);
    checked.clear();
    act.dismiss();
  };
  const take = async () => {
    if (chosen === null || !(await act.run('import_team_file', { text: chosen.text }))) return;
    leave();
    setSaid(words.taken);
  };

  return (
    <div data-testid="team-file">
      <Container
        header={
          <Header
            variant="h2"
            description={words.meaning}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button data-testid="save-team-file" loading={saved.asking} onClick={() => void saved.ask({})}>
                  {words.save}
                </Button>
                <Button data-testid="take-team-file" loading={checked.asking} onClick={() => input.current?.click()}>
                  {words.take}
                </Button>
              </SpaceBetween>
            }
          >
            {words.title}
          </Header>
        }
      >
        <SpaceBetween size="s">
          <div className="lw-team-file">
            <Read read={read} />
            <input
              ref={input}
              type="file"
              accept=".json,application/json"
              className="lw-hidden"
              tabIndex={-1}
              aria-hidden="true"
              data-testid="team-file-input"
              onChange={(event) => {
                void choose(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            <div aria-live="polite" className="lw-said">
              {saved.answer !== null && (
                <StatusIndicator type="success">{fill(words.saved, { path: <code><bdi>{saved.answer.path}</bdi></code> })}</StatusIndicator>
              )}
              {said !== null && <StatusIndicator type={said === words.taken ? 'success' : 'error'}>{said}</StatusIndicator>}
            </div>
          </div>
          {problem !== null && <ProblemPanel problem={problem} />}
          {chosen !== null && checked.answer !== null && (
            <Would file={chosen.name} check={checked.answer} busy={act.busy !== null} onTake={() => void take()} onLeave={leave} />
          )}
        </SpaceBetween>
      </Container>
    </div>
  );
}

function Read({ read }: { read: TeamFileView | null }) {
  if (read === null) return <Box color="text-body-secondary">{words.none}</Box>;
  return (
    <SpaceBetween size="xs">
      <span>
        {read.problem === null && <StatusIndicator type="success">{words.read(read.accounts)}</StatusIndicator>}
        <span className="lw-row-why">{fill(words.from, { path: <code><bdi>{read.path}</bdi></code> })}</span>
      </span>
      {read.problem !== null && <ProblemPanel problem={read.problem} mild />}
    </SpaceBetween>
  );
}

interface WouldProps {
  file: string;
  check: TeamFileCheck;
  busy: boolean;
  onTake: () => void;
  onLeave: () => void;
}

function Would({ file, check: { added, changed, left, unchanged, settings }, busy, onTake, onLeave }: WouldProps) {
  const takes = added.length + changed.length + settings.length > 0;
  return (
    <div data-testid="team-file-check">
      <SpaceBetween size="s">
        <b>{fill(words.wouldTitle, { file })}</b>
        {!takes && <span>{words.nothing}</span>}
        {(takes || left.length > 0) && (
          <dl className="lw-facts">
            <Part label={words.added} lines={added} />
            {changed.length > 0 && (
              <div>
                <dt>{words.changed}</dt>
                <dd>
                  {changed.map(({ name, what }) => (
                    <div key={name}>
                      <b className="lw-line">
                        <bdi>{name}</bdi>
                      </b>
                      <Lines lines={what} />
                    </div>
                  ))}
                </dd>
              </div>
            )}
            <Part label={words.settings} lines={settings} />
            <Part label={words.left} lines={left} />
          </dl>
        )}
        {unchanged > 0 && <span className="lw-quiet">{words.unchanged(unchanged)}</span>}
        <span className="lw-row-acts">
          {takes && (
            <Button variant="primary" data-testid="confirm-team-file" loading={busy} onClick={onTake}>
              {words.takeIt}
            </Button>
          )}
          <Button variant="link" data-testid="leave-team-file" onClick={onLeave}>
            {words.leaveIt}
          </Button>
        </span>
      </SpaceBetween>
    </div>
  );
}

function Part({ label, lines }: { label: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Lines lines={lines} />
      </dd>
    </div>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line) => (
    <bdi key={line} className="lw-line">
      {line}
    </bdi>
  ));
}
