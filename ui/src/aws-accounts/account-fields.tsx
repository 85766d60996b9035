// What a person gives an AWS account here: name, colour, Region, marks.
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { ColourView, RegionView } from '../backend/contract';
import { accountFields as words, colour as colourName, colours } from '../words/accounts';
import { RegionSelect } from './region-select';
import { Swatch } from './swatch';

export interface Fields {
  name: string;
  colour: ColourView;
  region: string | null;
  production: boolean;
  readOnly: boolean;
}

interface AccountFieldsProps {
  fields: Fields;
  regions: RegionView[];
  /** The words for going by the profile or the environment; null where a Region has to be chosen. */
  byItself: string | null;
  /** From the team file: name, colour and marks are set there. */
  byTeamFile?: boolean;
  onChange: (part: Partial<Fields>) => void;
  onSubmit: () => void;
}

export function AccountFields({ fields, regions, byItself, byTeamFile = false, onChange, onSubmit }: AccountFieldsProps) {
  return (
    <SpaceBetween size="m">
      {byTeamFile && <span className="lw-quiet">{words.byTeamFile}</span>}
      <div className="lw-two">
        <FormField label={words.name} description={words.nameMeaning}>
          <Input
            value={fields.name}
            disabled={byTeamFile}
            autoComplete={false}
            onChange={({ detail }) => onChange({ name: detail.value })}
            onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && onSubmit()}
            nativeInputAttributes={{ 'data-testid': 'account-name', maxLength: 64 }}
          />
        </FormField>
        <FormField label={words.region} description={words.regionMeaning}>
          <RegionSelect
            testId="account-region"
            known={regions}
            region={fields.region}
            byItself={byItself}
            onChange={(region) => onChange({ region })}
          />
        </FormField>
      </div>
      <FormField label={words.colour} description={words.colourMeaning} stretch>
        <div className="lw-colours">
          <RadioGroup
            direction="horizontal"
            value={fields.colour}
            items={colours.map((each) => ({
              value: each,
              label: (
                <span className="lw-swatched" data-testid={`colour-${each}`}>
                  <Swatch colour={each} />
                  {colourName(each)}
                </span>
              ),
              disabled: byTeamFile,
            }))}
            onChange={({ detail }) => {
              const chosen = colours.find((each) => each === detail.value);
              if (chosen !== undefined) onChange({ colour: chosen });
            }}
          />
        </div>
      </FormField>
      <div className="lw-two">
        <Checkbox
          checked={fields.production}
          disabled={byTeamFile}
          description={words.productionMeaning}
          onChange={({ detail }) => onChange({ production: detail.checked })}
          nativeInputAttributes={{ 'data-testid': 'account-production' }}
        >
          {words.production}
        </Checkbox>
        <Checkbox
          checked={fields.readOnly}
          disabled={byTeamFile}
          description={words.readOnlyMeaning}
          onChange={({ detail }) => onChange({ readOnly: detail.checked })}
          nativeInputAttributes={{ 'data-testid': 'account-read-only' }}
        >
          {words.readOnly}
        </Checkbox>
      </div>
    </SpaceBetween>
  );
}
