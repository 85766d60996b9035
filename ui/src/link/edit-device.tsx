// The dialog for a device's name and owner.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import type { EditDeviceForm, LinkDeviceRow, LinkView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { useSettled } from '../desk/use-settled';
import { editDevice as words } from '../words/editing';
import { fill } from '../words/fill';
import { Dialog } from './dialog';

interface EditDeviceProps {
  link: LinkView;
  device: LinkDeviceRow;
  onEnd: () => void;
}

export function EditDevice({ link, device, onEnd }: EditDeviceProps) {
  const act = useAct();
  const [typed, setTyped] = useState({ name: device.unnamed ? '' : device.name, owner: device.owner ?? '' });
  const form: EditDeviceForm = {
    accountAssociationId: link.accountAssociationId,
    managedThingId: device.managedThingId,
    ...typed,
  };
  const { page: check } = useQuestion('check_device_edit', JSON.parse(useSettled(JSON.stringify(form))) as EditDeviceForm);
  const wrong = check?.nameProblem ?? check?.ownerProblem ?? null;
  const save = async () => {
    if (wrong === null && (await act.run('edit_device', form))) onEnd();
  };

  return (
    <Dialog
      title={fill(words.title, { name: device.name })}
      act={words.save}
      testId="save-device"
      busy={act.busy !== null}
      whyNot={wrong}
      problem={act.problem}
      onAct={() => void save()}
      onEnd={onEnd}
    >
      <SpaceBetween size="m">
        <FormField label={words.name} description={words.nameMeaning} errorText={check?.nameProblem ?? ''}>
          <Input
            autoFocus
            value={typed.name}
            onChange={({ detail }) => setTyped((before) => ({ ...before, name: detail.value }))}
            onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && void save()}
            nativeInputAttributes={{ 'data-testid': 'device-name' }}
          />
        </FormField>
        <FormField label={words.owner} description={words.ownerMeaning} errorText={check?.ownerProblem ?? ''}>
          <Input
            value={typed.owner}
            onChange={({ detail }) => setTyped((before) => ({ ...before, owner: detail.value }))}
            onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && void save()}
            nativeInputAttributes={{ 'data-testid': 'device-owner' }}
          />
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
}
