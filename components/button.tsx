import type { ComponentProps } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary button a screen at most; `link` is the next step inside a sentence or row; `quiet` shows itself on hover. */
  look?: 'plain' | 'primary' | 'link' | 'quiet';
  /** Only an icon inside: `aria-label` must say the word. */
  icon?: boolean;
}

export function Button({ look = 'plain', icon = false, className, ...rest }: ButtonProps) {
  const looks = [styles.button, look !== 'plain' && styles[look], icon && styles.icon, className];
  return <button type="button" {...rest} className={looks.filter(Boolean).join(' ')} />;
}
