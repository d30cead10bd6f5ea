import { useId, useState } from 'react';
import { CountsLine } from '@/components/counts-line';
import { Icon } from '@/components/icon';
import { usePageful } from '@/components/use-pageful';
import { useWords } from '@/components/words';
import styles from './finding-group.module.css';
import { FindingLine } from './finding-line';
import { fieldName } from './finding-words';
import type { FieldGroup } from './group-findings';

interface Props {
  group: FieldGroup;
  startOpen: boolean;
  onJump: (subject: string, field: string) => void;
}

/** One field: its counts, and behind them every subject with what is wrong; each jumps to the page's own field. */
export function FindingGroup({ group, startOpen, onJump }: Props) {
  const { t } = useWords();
  const id = useId();
  const [open, setOpen] = useState(startOpen);
  const { field, subjects } = group;
  const { first, more } = usePageful(subjects);
  return (
    <li className={styles.group}>
      <h3>
        <button type="button" className={styles.head} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <span className={styles.arrow}>
            <Icon name="down" />
          </span>
          <span className={styles.name}>{fieldName(field, t)}</span>
          <CountsLine counts={{ ...group.counts, passed: 0 }} terse />
        </button>
      </h3>
      <div id={id} hidden={!open}>
        <ul>
          {open &&
            first.map(({ subject, name, findings }) => (
              <li key={subject}>
                <button type="button" className={styles.subject} onClick={() => onJump(subject, field)}>
                  <span className={styles.what}>
                    <span>{name ?? t('page.noName')}</span>
                    {findings.map((finding) => (
                      <FindingLine key={`${finding.check} ${finding.result === 'fail' ? finding.at : ''}`} finding={finding} />
                    ))}
                  </span>
                  <span className={styles.go}>
                    {t(findings.some(({ result }) => result === 'fail') ? 'page.fix' : 'page.see')}
                    <Icon name="next" />
                  </span>
                </button>
              </li>
            ))}
        </ul>
        {open && more && <p className={styles.rest}>{more}</p>}
      </div>
    </li>
  );
}
