import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Notice } from '@/components/notice';
import { useWords } from '@/components/words';
import type { NamedField, Pointed } from '@/lib/domain/lesson-steps';
import { type TaughtKind, taughtFields, taughtKinds } from '@/lib/domain/taught-kinds';
import { fieldName } from './finding-words';
import styles from './teach-card.module.css';

/** Where the teaching of this page stands. */
export type TeachState =
  | { kind: 'off'; problem: string | null; saved: boolean }
  | { kind: 'choosing'; guess: TaughtKind | null }
  | { kind: 'pointing'; page: TaughtKind; named: NamedField[]; problem: string | null }
  | { kind: 'naming'; page: TaughtKind; named: NamedField[]; pointed: Pointed };

export interface TeachActions {
  start: () => void;
  choose: (page: TaughtKind) => void;
  name: (field: string) => void;
  drop: (field: string) => void;
  save: () => void;
  leave: () => void;
}

interface Props {
  state: TeachState;
  actions: TeachActions;
}

const kinds = Object.keys(taughtKinds) as TaughtKind[];

/** Teaches this page by pointing: what it is, which values, what each is called. No word of it is code. */
export function TeachCard({ state, actions }: Props) {
  const { t } = useWords();
  return (
    <section className={styles.card} aria-label={t('teach.title')}>
      <h3>{t('teach.title')}</h3>
      {state.kind === 'off' && <Off state={state} onStart={actions.start} />}
      {state.kind === 'choosing' && <Choosing guess={state.guess} actions={actions} />}
      {(state.kind === 'pointing' || state.kind === 'naming') && <Lesson state={state} actions={actions} />}
    </section>
  );
}

function Off({ state, onStart }: { state: Extract<TeachState, { kind: 'off' }>; onStart: () => void }) {
  const { t } = useWords();
  return (
    <>
      {state.problem && <Notice sign="weakens">{t(`teach.problem.${state.problem}`)}</Notice>}
      {state.saved ? <Notice sign="pass">{t('teach.saved')}</Notice> : <p className={styles.quiet}>{t('teach.about')}</p>}
      <div>
        <Button onClick={onStart}>{t(state.saved ? 'teach.again' : 'teach.start')}</Button>
      </div>
    </>
  );
}

function Choosing({ guess, actions }: { guess: TaughtKind | null; actions: TeachActions }) {
  const { t } = useWords();
  const order = guess ? [guess, ...kinds.filter((kind) => kind !== guess)] : kinds;
  return (
    <>
      <p>{t('teach.what')}</p>
      <div className={styles.choices}>
        {order.map((kind) => (
          <Button key={kind} look={kind === guess ? 'primary' : 'plain'} onClick={() => actions.choose(kind)}>
            {t(`teach.kind.${kind}`)}
          </Button>
        ))}
      </div>
      <div>
        <Button look="link" onClick={actions.leave}>
          {t('teach.leave')}
        </Button>
      </div>
    </>
  );
}

function Lesson({ state, actions }: { state: Extract<TeachState, { kind: 'pointing' | 'naming' }>; actions: TeachActions }) {
  const { t } = useWords();
  const { page, named } = state;
  return (
    <>
      <p className={styles.quiet}>{t(`teach.kind.${page}`)}</p>
      {state.kind === 'pointing' && (
        <div role="status">
          {state.problem && <Notice sign="weakens">{t(`teach.problem.${state.problem}`)}</Notice>}
          <p>{t(named.length === 0 ? 'teach.point' : 'teach.pointNext')}</p>
        </div>
      )}
      {state.kind === 'naming' && <Naming state={state} onName={actions.name} />}
      {named.length > 0 && (
        <ul className={styles.rows}>
          {named.map((field) => (
            <FieldFound
              key={field.field}
              field={field}
              isForm={taughtKinds[page].kind === 'form'}
              onDrop={() => actions.drop(field.field)}
            />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        <Button look="primary" disabled={named.every(({ field }) => field === 'id')} onClick={actions.save}>
          {t('teach.save')}
        </Button>
        <Button onClick={actions.leave}>{t('teach.leave')}</Button>
      </div>
    </>
  );
}

function Naming({ state, onName }: { state: Extract<TeachState, { kind: 'naming' }>; onName: (field: string) => void }) {
  const { t } = useWords();
  const { page, named, pointed } = state;
  const { guess, label, text } = pointed;
  const all: string[] = taughtFields[taughtKinds[page].noun].filter((field) => field !== guess);
  // What tells records apart is found without a person, nearly always: it stands last.
  const order = [...(guess ? [guess] : []), ...all.filter((field) => field !== 'id'), ...all.filter((field) => field === 'id')];
  return (
    <fieldset className={styles.naming}>
      <legend>{t('teach.name')}</legend>
      <p className={styles.value}>{text || t('teach.noText')}</p>
      {label && <p className={styles.quiet}>{t('recognition.from', { label })}</p>}
      <div className={styles.choices}>
        {order.map((field) => (
          <Button key={field} data-field={field} look={field === guess ? 'primary' : 'plain'} onClick={() => onName(field)}>
            {field === 'id' ? t('teach.id') : fieldName(field, t)}
            {named.some((one) => one.field === field) && <Icon name="tick" />}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

export function FieldFound({ field, isForm, onDrop }: { field: NamedField; isForm: boolean; onDrop?: () => void }) {
  const { t } = useWords();
  const { found, rows, unread, firsts } = field;
  const name = field.field === 'id' ? t('teach.id') : fieldName(field.field, t);
  return (
    <li>
      <span className={styles.what}>
        <b>{name}</b>
        {!isForm && <span className={found < rows ? styles.some : styles.quiet}>{t('teach.found', { found, rows })}</span>}
        {unread > 0 && <span className={styles.some}>{t('teach.unread', { n: unread })}</span>}
        <span className={styles.quiet}>{firsts.join(t('list.comma'))}</span>
      </span>
      {onDrop && (
        <Button look="link" aria-label={t('teach.dropOne', { field: name })} onClick={onDrop}>
          {t('teach.drop')}
        </Button>
      )}
    </li>
  );
}
