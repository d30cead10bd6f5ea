import { Button } from '@/components/button';
import { ChoiceField } from '@/components/field-row';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { useWords } from '@/components/words';
import { type FileField, idFields, joined } from '@/lib/files/field';
import type { Mapping } from '@/lib/files/header';
import { type Encoding, encodings } from '@/lib/files/table';
import type { FileView } from '@/lib/files/view';
import styles from './files.module.css';
import { MappingTable } from './mapping-table';

const currencies = [
  'CNY',
  'TWD',
  'HKD',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'KRW',
  'SGD',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'PHP',
  'BRL',
  'MXN',
  'AUD',
  'CAD',
];

/** What checks most want to know; what no column says of it stays unknown. */
const wanted: readonly (readonly [name: FileField, ...others: FileField[]])[] = [
  ['name'],
  ['sku', 'variantSku'],
  ['price', 'variantPrice'],
  ['stock', 'variantStock'],
  ['picture'],
  ['description'],
  ['live'],
];

interface Props {
  view: FileView;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  onEncoding: (encoding: Encoding) => void;
  /** The button that starts, and what has to be said first. */
  shop: string | null;
  onStart: () => void;
  onDrop: () => void;
}

/** One column for a field, unless several may hold it together: the one that had it before gives it up. */
function mapped(mapping: Mapping, column: number, field: FileField | null): Mapping {
  const fields = mapping.fields.map((each) => (field !== null && each === field && !joined.has(field) ? null : each));
  return { ...mapping, fields: fields.with(column, field) };
}

/** What a file holds as we read it, what each column is taken for, and what will stay unknown, before anything is taken from it. */
export function FilePreview({ view, mapping, onMapping, onEncoding, shop, onStart, onDrop }: Props) {
  const { t } = useWords();
  const has = (field: FileField) => mapping.fields.includes(field);
  const unknown = wanted.filter((names) => !names.some(has)).map(([name]) => t(`files.field.${name}`));
  const unused = view.columns.filter((name, at) => name !== '' && !mapping.fields[at]);
  const isTold = idFields.some(has);
  const hasPrice = has('price') || has('variantPrice');
  return (
    <>
      <p>
        <b>{view.name}</b>{' '}
        <span className={styles.hint}>
          {[
            t('files.rows', { n: view.rows }),
            view.sheet !== null && view.sheet > 1 && t('files.sheet', { n: view.sheet }),
            view.headerLine > 1 && t('files.headerAt', { n: view.headerLine }),
            view.instructions > 0 && t('files.instructions', { n: view.instructions }),
            view.isRemembered && t('files.remembered'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {view.encoding && (
        <ChoiceField
          label={t('files.encoding')}
          hint={t('files.encoding.hint')}
          value={view.encoding}
          options={encodings.map((value) => ({ value, label: t(`files.encoding.${value}`) }))}
          onChoose={(value) => onEncoding(value as Encoding)}
        />
      )}
      {hasPrice && (
        <ChoiceField
          label={t('files.currency')}
          hint={t('files.currency.hint')}
          value={mapping.currency ?? ''}
          options={[{ value: '', label: t('files.currency.none') }, ...currencies.map((value) => ({ value, label: value }))]}
          onChoose={(value) => onMapping({ ...mapping, currency: value || null })}
        />
      )}
      <MappingTable view={view} fields={mapping.fields} onField={(column, field) => onMapping(mapped(mapping, column, field))} />
      {unused.length > 0 && (
        <p className={styles.hint}>{t('files.unused', { names: unused.slice(0, 40).join(t('list.comma')), n: unused.length })}</p>
      )}
      {isTold && unknown.length > 0 && (
        <Notice sign="unknown" next={t('files.unknown.next')}>
          {t('files.unknown', { names: unknown.join(t('list.comma')) })}
        </Notice>
      )}
      {!isTold && (
        <Notice sign="blocks" next={t('files.noId.next')}>
          {t('files.noId')}
        </Notice>
      )}
      <div className={form.buttons}>
        <Button look="primary" disabled={!isTold || shop === null || view.rows === 0} onClick={onStart}>
          {shop === null ? t('files.start.noShop') : t('files.start', { shop })}
        </Button>
        <Button onClick={onDrop}>{t('files.drop')}</Button>
      </div>
    </>
  );
}
