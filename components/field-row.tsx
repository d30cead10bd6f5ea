import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field-row.module.css';

interface Own {
  label: string;
  /** One line: what it is for, or what will change. */
  hint?: ReactNode;
}

export function TextField({ label, hint, ...input }: Own & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input id={id} className={styles.input} aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface Choice extends Own {
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

export function ChoiceField({ label, hint, value, options, onChoose }: Choice) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChoose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
