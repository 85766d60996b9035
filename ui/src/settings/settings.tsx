// Settings, in a dialog behind the gear.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import type { MessageTextsForm, SettingsForm } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { frame } from '../words/frame';
import { logLevels, messageTexts, settings as words, textSizes, themes } from '../words/settings';
import { MessageTexts } from './message-texts';
import { NamePattern } from './name-pattern';

export function Settings({ onClose }: { onClose: () => void }) {
  const { settings } = useDesk();
  const act = useAct();
  const [textsOpened, setTextsOpened] = useState(false);
  const texts = useQuestion('message_texts', textsOpened ? {} : null);
  const [changedTexts, setChangedTexts] = useState<Partial<MessageTextsForm>>({});
  const [changed, setChanged] = useState<Partial<SettingsForm>>({});
  const shown: SettingsForm = { ...settings, ...changed };
  const change = (part: Partial<SettingsForm>) => setChanged((before) => ({ ...before, ...part }));
  const save = async () => {
    if (!(await act.run('save_settings', shown))) return;
    const { page } = texts;
    // Texts that nobody looked at stay as they are.
    if (page !== null && Object.keys(changedTexts).length > 0) {
      const { first, reconnect } = { ...page, ...changedTexts };
      if (!(await act.run('save_message_texts', { first, reconnect }))) return;
    }
    onClose();
  };

  return (
    <Modal
      visible
      size="large"
      header={words.title}
      closeAriaLabel={frame.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={onClose}>
              {frame.cancel}
            </Button>
            <Button variant="primary" data-testid="save-settings" loading={act.busy !== null} onClick={() => void save()}>
              {words.save}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {act.problem !== null && <ProblemPanel problem={act.problem} />}
        <div className="lw-two">
          <FormField label={words.company} description={words.companyMeaning}>
            <Input value={shown.company} onChange={({ detail }) => change({ company: detail.value })} />
          </FormField>
          <FormField label={words.telephone} description={words.telephoneMeaning}>
            <Input value={shown.telephone} onChange={({ detail }) => change({ telephone: detail.value })} />
          </FormField>
        </div>
        <FormField label={words.initials} description={words.initialsMeaning}>
          <div className="lw-short">
            <Input value={shown.initials} onChange={({ detail }) => change({ initials: detail.value })} />
          </div>
        </FormField>
        <div className="lw-two">
          <FormField label={words.theme}>
            <RadioGroup
              direction="horizontal"
              value={shown.theme}
              items={themes.map(({ value, name }) => ({ value, label: name }))}
              onChange={({ detail }) => {
                const chosen = themes.find(({ value }) => value === detail.value);
                if (chosen !== undefined) change({ theme: chosen.value });
              }}
            />
          </FormField>
          <FormField label={words.textSize}>
            <RadioGroup
              direction="horizontal"
              value={shown.textSize}
              items={textSizes.map(({ value, name }) => ({ value, label: name }))}
              onChange={({ detail }) => {
                const chosen = textSizes.find(({ value }) => value === detail.value);
                if (chosen !== undefined) change({ textSize: chosen.value });
              }}
            />
          </FormField>
        </div>
        <Checkbox
          checked={shown.privateWindowFirst}
          description={words.privateWindowFirstMeaning}
          onChange={({ detail }) => change({ privateWindowFirst: detail.checked })}
        >
          {words.privateWindowFirst}
        </Checkbox>
        <Checkbox
          checked={shown.jobNumberOnly}
          description={words.jobNumberOnlyMeaning}
          onChange={({ detail }) => change({ jobNumberOnly: detail.checked })}
        >
          {words.jobNumberOnly}
        </Checkbox>
        <NamePattern pattern={shown.namePattern} initials={shown.initials} onChange={(pattern) => change({ namePattern: pattern })} />
        <ExpandableSection
          headerText={<span data-testid="message-texts">{messageTexts.title}</span>}
          expanded={textsOpened}
          onChange={({ detail }) => setTextsOpened(detail.expanded)}
        >
          {textsOpened && (
            <MessageTexts asked={texts} changed={changedTexts} onChange={(part) => setChangedTexts((before) => ({ ...before, ...part }))} />
          )}
        </ExpandableSection>
        <FormField
          label={words.logLevel}
          description={words.logLevelMeaning}
          constraintText={logLevels.find(({ value }) => value === shown.logLevel)?.meaning}
        >
          <RadioGroup
            direction="horizontal"
            value={shown.logLevel}
            items={logLevels.map(({ value, name }) => ({ value, label: name }))}
            onChange={({ detail }) => {
              const chosen = logLevels.find(({ value }) => value === detail.value);
              if (chosen !== undefined) change({ logLevel: chosen.value });
            }}
          />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
