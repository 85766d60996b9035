// 'Export': what fits now, saved as CSV or JSON; says how many and where.
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';

import type { ExportFormatForm } from '../backend/contract';
import type { Answered } from '../desk/use-answer';
import { links as words } from '../words/links';
import { linksForm, type LinkQuery } from './link-query';

const formats: ExportFormatForm[] = ['csv', 'json'];

interface ExportLinksProps {
  query: LinkQuery;
  saved: Answered<'export_links'>;
  /** Nothing fits, so that nothing would be saved. */
  nothing: boolean;
}

export function ExportLinks({ query, saved, nothing }: ExportLinksProps) {
  return (
    <ButtonDropdown
      data-testid="export"
      loading={saved.asking}
      disabled={nothing}
      {...(nothing ? { disabledReason: words.export.nothing } : {})}
      items={[
        { text: words.export.under, items: formats.map((id) => ({ id, text: words.export[id] })) },
      ]}
      onItemClick={({ detail }) => {
        const format = formats.find((each) => each === detail.id);
        if (format !== undefined) void saved.ask({ which: { ...linksForm(query), offset: 0 }, format });
      }}
    >
      {words.export.act}
    </ButtonDropdown>
  );
}
