// A mark of an AWS account: icon and word.
import Icon, { type IconProps } from '@cloudscape-design/components/icon';

export function Mark({ icon, children, strong = false }: { icon: IconProps.Name; children: string; strong?: boolean }) {
  return (
    <span className={`lw-mark${strong ? ' lw-mark-strong' : ''}`}>
      <Icon name={icon} size="small" />
      {children}
    </span>
  );
}
